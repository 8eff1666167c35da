package io.homelabhub.engine;

/**
 * One run of a container's health test by the engine.
 *
 * @param exitCode 0 if it passed; -1 if it did not end in time (moby, daemon/health.go)
 * @param output what it printed, as the engine keeps it (Docker: the first 4096 bytes); can be empty
 */
public record HealthCheck(int exitCode, String output) {}
