package io.homelabhub.testkit.contract;

/** What an engine of one's own, or the machine, may lack. A clause that needs it is skipped there, and says so. */
public enum Feature {
    /** Changes a running container's settings. */
    UPDATE,
    /** Runs health checks by itself. */
    HEALTH_CHECKS,
    /** A registry is there that {@link EngineContract#pullableImage()} can be pulled from. */
    REGISTRY,
    /** The registry of {@link EngineContract#absentImage()} takes what is pushed to it. */
    PUSH,
    /** A restart policy starts a container again. */
    RESTART_POLICY,
    /** Shows the files it was given to a command in the container. */
    FILES
}
