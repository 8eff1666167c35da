package io.homelabhub.look;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedMount;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A volume of a project, or one that its containers use.
 *
 * @param name the engine's name for it
 * @param driver as {@code local}
 * @param services which mount it, by their names in the catalog, sorted; none if nobody does
 * @param made whether it was made for this project; else it is external, or unnamed
 */
public record ProjectVolume(String name, String driver, List<String> services, boolean made) {
    public ProjectVolume {
        services = List.copyOf(services);
    }

    /** The project's volumes and those that {@code containers} mount, by name. */
    static List<ProjectVolume> of(Scope scope, List<ObservedContainer> containers) {
        Map<String, TreeSet<String>> mounting = new TreeMap<>();
        for (ObservedContainer container : containers) {
            container.mounts().stream()
                    .filter(mount -> mount.type().equals("volume"))
                    .map(ObservedMount::source)
                    .forEach(volume -> mounting.computeIfAbsent(volume, name -> new TreeSet<>())
                            .add(scope.service(container)));
        }
        return scope.observed().volumes().stream()
                .filter(volume -> volume.isOf(scope.view().project()) || mounting.containsKey(volume.name()))
                .map(volume -> new ProjectVolume(
                        volume.name(),
                        volume.settings().string("Driver").orElse(""),
                        List.copyOf(mounting.getOrDefault(volume.name(), new TreeSet<>())),
                        volume.isOf(scope.view().project())))
                .toList();
    }
}
