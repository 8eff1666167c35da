package io.homelabhub.testkit.engine;

import io.homelabhub.observed.ObservedMount;
import io.homelabhub.planning.EngineMarks;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.LateLabels;
import io.homelabhub.resource.NetworkAttachment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes of what was asked for what an engine makes of it. */
final class NewContainers {
    private final Host host;
    private final Endpoints endpoints;

    NewContainers(Host host, Endpoints endpoints) {
        this.host = host;
        this.endpoints = endpoints;
    }

    /** Not yet on the host. */
    FakeContainer of(ContainerSpec asked, FakeImage image) {
        return learned(asked.withLabels(labels(asked, image)), image);
    }

    /** With a label that tells what the engine has made of it by itself. */
    private FakeContainer learned(ContainerSpec asked, FakeImage image) {
        ContainerSpec taken = host.profile.taken(asked);
        Map<String, String> names = new HashMap<>();
        host.containers.values().forEach(other -> names.put(other.id, other.name));
        FakeContainer container = newContainer(taken, image);
        Set<String> marks = EngineMarks.of(asked, Inspection.of(host, container), Optional.of(image.config()), names);
        return marks.isEmpty() ? container : newContainer(EngineMarks.marked(taken, marks), image);
    }

    private Map<String, String> labels(ContainerSpec spec, FakeImage image) {
        return LateLabels.complete(
                spec.labels(),
                spec.image(),
                reference -> reference.equals(spec.image())
                        ? image.id()
                        : host.image(reference).map(FakeImage::id).orElse(""),
                name -> host.container(name).id);
    }

    private FakeContainer newContainer(ContainerSpec spec, FakeImage image) {
        String id = host.ids.next();
        ApiObject hostConfig = Neighbours.byId(host, Neighbours.volumesById(host, HostConfigs.of(spec)));
        ApiObject config =
                Neighbours.named(host, hostConfig, spec.config(), ContainerConfigs.of(spec, id, image.config()));
        List<ObservedMount> mounts = Mounts.of(host, config, hostConfig);
        FakeContainer container = new FakeContainer(
                id, host.clock.now(), spec.name(), spec.image(), image.id(), config, hostConfig, mounts, spec.files());
        mounts.stream()
                .filter(mount -> mount.type().equals("volume"))
                .forEach(mount -> container.fileSystem.mount(mount.target(), host.volumeFiles(mount.source())));
        if (spec.networks().isEmpty()) {
            defaultNetwork(hostConfig.string("NetworkMode").orElse(""))
                    .ifPresent(name -> endpoints.add(container, new NetworkAttachment(name, ApiObject.EMPTY)));
        }
        spec.networks().forEach(attachment -> endpoints.add(container, attachment));
        return container;
    }

    private static Optional<String> defaultNetwork(String mode) {
        return switch (mode) {
            case "default", "bridge" -> Optional.of("bridge");
            default -> mode.startsWith("container:") ? Optional.empty() : Optional.of(mode);
        };
    }
}
