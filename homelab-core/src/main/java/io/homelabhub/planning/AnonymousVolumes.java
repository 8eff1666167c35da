package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedMount;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Hands the volumes that nobody named from a container to the one that takes its place, so that no data is lost. */
final class AnonymousVolumes {
    private AnonymousVolumes() {}

    /** {@code wanted} with the unnamed volumes of {@code old} at the places where it mounts nothing of its own. */
    static ContainerSpec carriedOver(ObservedContainer old, ContainerSpec wanted) {
        Set<String> taken = new MountList(wanted.hostConfig())
                .withoutAnonymous().mounts().stream()
                        .map(MountList.Entry::target)
                        .collect(Collectors.toSet());
        List<ObservedMount> carried = old.mounts().stream()
                .filter(mount -> mount.type().equals("volume"))
                .filter(mount -> MountList.ANONYMOUS.matcher(mount.source()).matches())
                .filter(mount -> !taken.contains(mount.target()))
                .filter(mount -> isOwn(old, wanted, mount))
                .toList();
        return carried.isEmpty() ? wanted : with(wanted, carried);
    }

    /** What it has from the mounts of another is the other's, which may have something else there by now. */
    private static boolean isOwn(ObservedContainer old, ContainerSpec wanted, ObservedMount mount) {
        ApiObject inspection = old.inspection().orElse(ApiObject.EMPTY);
        ApiObject hostConfig = inspection.object("HostConfig");
        return hostConfig.strings("VolumesFrom").isEmpty()
                || Stream.of(inspection.object("Config"), wanted.config())
                        .anyMatch(config -> config.object("Volumes").members().containsKey(mount.target()))
                || new MountList(hostConfig)
                        .mounts().stream().map(MountList.Entry::target).anyMatch(mount.target()::equals);
    }

    private static ContainerSpec with(ContainerSpec wanted, List<ObservedMount> carried) {
        Set<String> targets = carried.stream().map(ObservedMount::target).collect(Collectors.toSet());
        List<Object> mounts = new ArrayList<>(wanted.hostConfig().objects("Mounts").stream()
                .filter(mount ->
                        mount.string("Target").filter(targets::contains).isEmpty())
                .toList());
        carried.forEach(mount ->
                mounts.add(ApiObject.of(Map.of("Type", "volume", "Source", mount.source(), "Target", mount.target()))));
        ContainerSpec with = wanted.withHostConfig("Mounts", mounts);
        // where an engine shows them like this, as Podman does
        List<String> binds = wanted.hostConfig().strings("Binds");
        List<String> others = binds.stream()
                .filter(bind -> !targets.contains(MountList.bind(bind).target()))
                .toList();
        return binds.equals(others) ? with : with.withHostConfig("Binds", others);
    }
}
