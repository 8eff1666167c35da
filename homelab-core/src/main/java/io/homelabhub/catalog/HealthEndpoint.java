package io.homelabhub.catalog;

/**
 * What to ask whether a service is healthy.
 *
 * @param type how to ask
 * @param target a URL for {@code HTTP} and {@code HTTPS}, {@code host:port} for {@code TCP}, a command line for
 *     {@code COMMAND}, a process name for {@code PROCESS}; the last two may be empty
 */
public record HealthEndpoint(HealthCheckType type, String target) {}
