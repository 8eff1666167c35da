package io.homelabhub.catalog;

/** How the health of a service is checked. */
public enum HealthCheckType {
    /** A GET without encryption answers with a status below 400. */
    HTTP,
    /** A GET over TLS answers with a status below 400. */
    HTTPS,
    /** A connection opens. */
    TCP,
    /** A command in the container ends with exit code 0; without one, the container's own health check decides. */
    COMMAND,
    /** The container's process runs. */
    PROCESS
}
