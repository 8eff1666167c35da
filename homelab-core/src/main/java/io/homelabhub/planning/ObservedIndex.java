package io.homelabhub.planning;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.observed.HostListener;
import io.homelabhub.observed.ImageHistory;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.observed.Restarts;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.LateLabels;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An observed state by the keys that a plan asks for. */
final class ObservedIndex {
    private final String project;
    private final Map<String, ObservedContainer> containers = new TreeMap<>();
    private final ProjectContainers ours;
    private final Map<String, ObservedNetwork> networks = new TreeMap<>();
    private final Set<String> networkIds = new HashSet<>();
    private final Map<String, ObservedVolume> volumes = new TreeMap<>();
    private final ContentRecords contentRecords;
    private final ImageHistory imageHistory;
    private final Map<String, ObservedImage> images;
    private final Map<String, RegistryImage> registry;
    private final Map<String, String> namesById = new HashMap<>();
    private final Map<String, ApiObject> imageConfigs = new HashMap<>();
    private final Optional<Instant> time;
    private final List<HostListener> listeners;

    ObservedIndex(String project, ObservedState observed) {
        this.project = project;
        this.time = observed.time();
        this.listeners = observed.listeners();
        observed.containers().forEach(container -> {
            containers.put(container.name(), container);
            namesById.put(container.id(), container.name());
        });
        this.ours = ProjectContainers.of(project, observed);
        observed.networks().forEach(network -> {
            networks.putIfAbsent(network.name(), network);
            networkIds.add(network.id());
        });
        observed.volumes().forEach(volume -> volumes.put(volume.name(), volume));
        this.contentRecords = new ContentRecords(observed.volumes());
        this.imageHistory = ImageHistory.of(project, observed);
        this.images = observed.images();
        this.registry = observed.registry();
        observed.images().values().forEach(image -> image.inspection()
                .ifPresent(inspection -> imageConfigs.put(image.id(), inspection.object("Config"))));
    }

    Collection<ObservedContainer> containers() {
        return containers.values();
    }

    Optional<ObservedContainer> container(String name) {
        return Optional.ofNullable(containers.get(name));
    }

    /** The container with this id or name. */
    Optional<ObservedContainer> find(String idOrName) {
        return container(namesById.getOrDefault(idOrName, idOrName));
    }

    /** The program of the host that has what a container wants; empty if none is known to have it, or a container has it. */
    Optional<HostListener> listener(Single wanted) {
        return wanted instanceof HostPort port
                ? HostListeners.of(port, containers.values(), listeners)
                : Optional.empty();
    }

    /** Whether a container runs, and is not known to be unwell: by its health test, or as it was started again just now. */
    boolean isWell(ObservedContainer container) {
        return container.state() == ContainerState.RUNNING
                && container.health() != Health.UNHEALTHY
                && time.flatMap(now -> Restarts.of(container).filter(restarts -> restarts.isUnsteady(now)))
                        .isEmpty();
    }

    /** The project's containers. */
    ProjectContainers ours() {
        return ours;
    }

    List<ObservedContainer> of(String service) {
        return ours.of(service);
    }

    /** What hooks of a service ran in. */
    List<ObservedContainer> oneOffsOf(String service) {
        return ours.oneOffs().stream()
                .filter(oneOff -> ProjectContainers.serviceOf(oneOff).equals(service))
                .toList();
    }

    List<ObservedContainer> hookRunnersOf(String service) {
        return ours.hookRunners().stream()
                .filter(runner -> ProjectContainers.serviceOf(runner).equals(service))
                .toList();
    }

    Optional<ObservedNetwork> network(String name) {
        return Optional.ofNullable(networks.get(name));
    }

    /**
     * Whether the network that a container is attached to is still there.
     *
     * @param id as the container has it: empty before its first start, a name with Podman
     */
    boolean mayStillHaveNetwork(String id) {
        return id.isEmpty() || networks.containsKey(id) || networkIds.contains(id);
    }

    Collection<ObservedNetwork> networks() {
        return networks.values();
    }

    Optional<ObservedVolume> volume(String name) {
        return Optional.ofNullable(volumes.get(name));
    }

    Collection<ObservedVolume> volumes() {
        return volumes.values();
    }

    Set<String> volumeNames() {
        return volumes.keySet();
    }

    /** What containers have seen of their files since they were made. */
    ContentRecords contentRecords() {
        return contentRecords;
    }

    /** The names of the records that containers of a service have left behind. */
    List<String> recordsLeftBehind(String service) {
        Set<String> there =
                containers.values().stream().map(ObservedContainer::id).collect(Collectors.toSet());
        return contentRecords.leftBehind(project, service, there);
    }

    /** What the project's services ran before. */
    ImageHistory imageHistory() {
        return imageHistory;
    }

    /** The digests by which registries know the image of this id, as far as it was inspected. */
    List<String> digestsOf(String imageId) {
        return images.values().stream()
                .filter(image -> image.id().equals(imageId))
                .flatMap(image -> image.inspection().stream())
                .flatMap(inspection -> inspection.strings("RepoDigests").stream())
                .distinct()
                .sorted()
                .toList();
    }

    Optional<ObservedImage> image(String reference) {
        return Optional.ofNullable(images.get(reference));
    }

    /** What its registry has under a reference; empty if it was not asked. */
    Optional<RegistryImage> registry(String reference) {
        return Optional.ofNullable(registry.get(reference));
    }

    /** The Config of an image; empty if it was not inspected. */
    Optional<ApiObject> imageConfig(String imageId) {
        return Optional.ofNullable(imageConfigs.get(imageId));
    }

    /** A configuration hash with the ids of the containers that are there. */
    String completeHash(String hash) {
        return LateLabels.completeHash(
                hash, name -> container(name).map(ObservedContainer::id).orElse(""));
    }

    Map<String, String> namesById() {
        return namesById;
    }
}
