package io.homelabhub.observed;

import java.time.Instant;
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
 * @param registry what registries have, for the references that they were asked about; no observation asks by itself
 * @param listeners programs of the host that have ports which services want; none unless somebody has looked
 * @param apiVersion the API version that is spoken with the engine, as {@code 1.41}; empty if there is none
 * @param time when it was taken; empty if nobody says, and then nothing counts as having happened lately
 */
public record ObservedState(
        List<ObservedContainer> containers,
        List<ObservedNetwork> networks,
        List<ObservedVolume> volumes,
        Map<String, ObservedImage> images,
        Map<String, RegistryImage> registry,
        List<HostListener> listeners,
        Optional<String> apiVersion,
        Optional<Instant> time) {
    /** An engine that has nothing. */
    public static final ObservedState EMPTY = new ObservedState(List.of(), List.of(), List.of(), Map.of());

    public ObservedState {
        containers = List.copyOf(containers);
        networks = List.copyOf(networks);
        volumes = List.copyOf(volumes);
        images = Collections.unmodifiableMap(new TreeMap<>(images));
        listeners = List.copyOf(listeners);
        registry = Collections.unmodifiableMap(new TreeMap<>(registry));
    }

    /** What an engine has, no registry asked. */
    public ObservedState(
            List<ObservedContainer> containers,
            List<ObservedNetwork> networks,
            List<ObservedVolume> volumes,
            Map<String, ObservedImage> images) {
        this(containers, networks, volumes, images, Map.of(), List.of(), Optional.empty(), Optional.empty());
    }

    /** The same, with what registries have. */
    public ObservedState withRegistry(Map<String, RegistryImage> registry) {
        return new ObservedState(containers, networks, volumes, images, registry, listeners, apiVersion, time);
    }

    /** The same, as if these references stood for these images. */
    public ObservedState withImages(Map<String, ObservedImage> others) {
        Map<String, ObservedImage> all = new TreeMap<>(images);
        all.putAll(others);
        return new ObservedState(containers, networks, volumes, all, registry, listeners, apiVersion, time);
    }

    /** The same, of an engine with which this API version is spoken. */
    public ObservedState withApiVersion(String apiVersion) {
        return new ObservedState(
                containers, networks, volumes, images, registry, listeners, Optional.of(apiVersion), time);
    }

    /** The same, with the programs of the host that have ports. */
    public ObservedState withListeners(List<HostListener> listeners) {
        return new ObservedState(containers, networks, volumes, images, registry, listeners, apiVersion, time);
    }

    /** The same, taken at {@code time}. */
    public ObservedState withTime(Instant time) {
        return new ObservedState(
                containers, networks, volumes, images, registry, listeners, apiVersion, Optional.of(time));
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
