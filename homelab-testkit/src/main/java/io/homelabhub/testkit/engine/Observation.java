package io.homelabhub.testkit.engine;

import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerReference;
import io.homelabhub.spelling.ImageName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads a snapshot of the fake host, in the order that the SPI asks for. */
final class Observation {
    private final Host host;

    Observation(Host host) {
        this.host = host;
    }

    ObservedState observe(ObserveRequest request) {
        Set<String> lenders = host.containers.values().stream()
                .filter(container -> isOf(request.project(), container))
                .flatMap(container ->
                        ContainerReference.borrowed(
                                Inspection.of(host, container).object("HostConfig"))
                                .stream())
                .flatMap(reference -> host.find(reference.container()).stream())
                .map(lender -> lender.id)
                .collect(Collectors.toSet());
        List<ObservedContainer> containers = host.containers.values().stream()
                .map(container -> container(
                        container,
                        request.inspect() && (isOf(request.project(), container) || lenders.contains(container.id))))
                .sorted(Comparator.comparing(ObservedContainer::name))
                .toList();
        List<ObservedNetwork> networks = host.networks.values().stream()
                .sorted(Comparator.comparing(ObservedNetwork::name).thenComparing(ObservedNetwork::id))
                .toList();
        return new ObservedState(containers, networks, List.copyOf(host.volumes.values()), images(request));
    }

    private static boolean isOf(String project, FakeContainer container) {
        return project.equals(container.labels().get(ComposeLabels.PROJECT));
    }

    ObservedContainer container(FakeContainer container, boolean inspect) {
        Map<String, String> networks = new TreeMap<>();
        container.endpoints.forEach((name, endpoint) -> networks.put(name, endpoint.networkId()));
        return new ObservedContainer(
                container.id,
                container.name,
                container.labels(),
                container.state,
                container.toldHealth(),
                Optional.of(container.state == ContainerState.RESTARTING ? 0 : container.exitCode),
                container.imageId,
                imageName(container),
                networks,
                container.mounts,
                container.ports,
                container.created,
                inspect ? Optional.of(Inspection.of(host, container)) : Optional.empty());
    }

    /** The listing shows the id once the reference stands for another image. */
    private String imageName(FakeContainer container) {
        boolean moved = host.image(container.image)
                .filter(now -> now.id().equals(container.imageId))
                .isEmpty();
        return moved ? container.imageId : container.image;
    }

    /** A name of the image whose id this is; else the same. */
    private String name(String reference) {
        return host.tags.entrySet().stream()
                .filter(tag -> tag.getValue().equals(reference))
                .map(tag -> ImageName.parse(tag.getKey()).familiar())
                .findFirst()
                .orElse(reference);
    }

    private Map<String, ObservedImage> images(ObserveRequest request) {
        Map<String, ObservedImage> images = new TreeMap<>();
        for (String reference : request.images()) {
            host.image(reference).ifPresent(image -> {
                Optional<ApiObject> inspection =
                        request.inspect() ? Optional.of(image.inspection(name(reference))) : Optional.empty();
                images.put(reference, new ObservedImage(reference, image.id(), inspection));
            });
        }
        return images;
    }
}
