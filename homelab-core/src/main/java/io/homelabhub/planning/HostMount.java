package io.homelabhub.planning;

import io.homelabhub.resource.ContainerSpec;
import java.util.List;

/**
 * A file or folder of the host that a container is to have.
 *
 * @param source the path on the host
 * @param target the path in the container
 * @param writable whether the container may write
 */
public record HostMount(String source, String target, boolean writable) {
    /** Those of a container. */
    public static List<HostMount> of(ContainerSpec container) {
        return new MountList(container.hostConfig())
                .mounts().stream()
                        .filter(mount -> mount.type().equals("bind"))
                        .map(mount -> new HostMount(
                                mount.source(), mount.target(), !mount.options().contains("ro")))
                        .toList();
    }
}
