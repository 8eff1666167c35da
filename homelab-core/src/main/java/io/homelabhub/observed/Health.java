package io.homelabhub.observed;

/** What the engine's own health checks last said. Survives a restart until the next check. */
public enum Health {
    /** No health check, or not known. */
    NONE,
    STARTING,
    HEALTHY,
    UNHEALTHY
}
