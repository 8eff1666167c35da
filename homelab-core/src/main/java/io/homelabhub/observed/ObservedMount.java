package io.homelabhub.observed;

/**
 * One mount of a container.
 *
 * @param type bind, volume, tmpfs, image …
 * @param source the volume's name, or the host's path
 * @param target the path in the container
 * @param writable whether the container may write
 */
public record ObservedMount(String type, String source, String target, boolean writable) {}
