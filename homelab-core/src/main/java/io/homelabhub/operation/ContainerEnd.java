package io.homelabhub.operation;

/**
 * How a container has ended.
 *
 * @param service by its catalog name
 * @param container by its name
 * @param exitCode 0 to 255
 */
public record ContainerEnd(String service, String container, int exitCode) {}
