package io.homelabhub.testkit.contract;

/** What engines can differ in. A clause that needs one is skipped where it is missing, and says so. */
public enum Feature {
    /** Runs health checks by itself. Podman does so only under systemd; the status stays {@code starting} without it. */
    HEALTH_CHECKS,
    /** Changes a running container's limits. Podman 4.3's compatible API answers 404. */
    UPDATE,
    /** A registry is there that {@link EngineContract#pullableImage()} can be pulled from. */
    REGISTRY,
    /** A restart policy starts a container again. */
    RESTART_POLICY,
    /** Shows the files it was given to a command in the container. */
    FILES
}
