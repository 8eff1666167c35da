package io.homelabhub.observed;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One snapshot of an engine.
 *
 * @param containers every container of the engine, the project's and others', by name; a plan looks at others only for
 *     names and ports that are taken
 * @param networks every network, by name, then id
 * @param volumes every volume, by name
 * @param images those that were asked for and are there, by the reference asked for
 */
public record ObservedState(
        List<ObservedContainer> containers,
        List<ObservedNetwork> networks,
        List<ObservedVolume> volumes,
        Map<String, ObservedImage> images) {
    /** An engine that has nothing. */
    public static final ObservedState EMPTY = new ObservedState(List.of(), List.of(), List.of(), Map.of());

    public ObservedState {
        containers = List.copyOf(containers);
        networks = List.copyOf(networks);
        volumes = List.copyOf(volumes);
        images = Collections.unmodifiableMap(new TreeMap<>(images));
    }

    /** The container called {@code name}. */
    public Optional<ObservedContainer> container(String name) {
        return containers.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /** The first network called {@code name}. */
    public Optional<ObservedNetwork> network(String name) {
        return networks.stream().filter(n -> n.name().equals(name)).findFirst();
    }

    /** The volume called {@code name}. */
    public Optional<ObservedVolume> volume(String name) {
        return volumes.stream().filter(v -> v.name().equals(name)).findFirst();
    }
}
