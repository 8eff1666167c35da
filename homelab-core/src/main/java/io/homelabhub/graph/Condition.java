package io.homelabhub.graph;

/** What a dependency must have reached before its dependant starts. */
public enum Condition {
    /** Its container runs (Compose {@code service_started}). */
    STARTED,
    /** It is healthy if something says how its health is checked, otherwise it runs: what the catalog asks for. */
    READY,
    /** Its health check passes (Compose {@code service_healthy}). */
    HEALTHY,
    /** Its container ended with exit code 0 (Compose {@code service_completed_successfully}). */
    COMPLETED_SUCCESSFULLY
}
