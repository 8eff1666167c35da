package io.homelabhub.look;

/**
 * One run of a container's health test by the engine, as far back as the engine keeps them.
 *
 * @param service its service's name in the catalog, else in the Compose files
 * @param container the container's name
 * @param exitCode 0 if it passed; -1 if it did not end in time
 * @param output what it printed, known secrets hidden; can be empty, and control characters are still in it
 */
public record ServiceCheck(String service, String container, int exitCode, String output) {}
