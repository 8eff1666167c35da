package io.homelabhub.desired;

/**
 * A job for which all is made ready that it needs, and which a deploy never runs.
 *
 * @param name its name in the Compose model
 * @param image where its image comes from
 */
public record DesiredJob(String name, DesiredImage image) {}
