package io.homelabhub.testkit.simulation;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.testkit.simulation.Service.Kind;
import io.homelabhub.testkit.simulation.Service.Trait;
import io.homelabhub.testkit.simulation.World.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The containers of one service at one revision. */
final class Containers {
    private static final int FIRST_PORT = 20_000;

    private final Revision revision;
    private final Service service;

    Containers(Revision revision, Service service) {
        this.revision = revision;
        this.service = service;
    }

    ContainerSpec number(int number) {
        return new ContainerSpec(
                revision.containerName(service, number),
                revision.image(service),
                Optional.empty(),
                labels(number),
                config(),
                hostConfig(),
                List.of(new NetworkAttachment(
                        Revision.NETWORK, ApiObject.of(Map.of("Aliases", List.of(service.name()))))),
                List.of());
    }

    private Map<String, String> labels(int number) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(ComposeLabels.PROJECT, Revision.PROJECT);
        labels.put(ComposeLabels.SERVICE, service.name());
        labels.put(ComposeLabels.CONTAINER_NUMBER, String.valueOf(number));
        labels.put(ComposeLabels.ONE_OFF, "False");
        labels.put(
                ComposeLabels.CONFIG_HASH,
                revision.image(service) + "-" + revision.isChanged(service)
                        + (revision.isSwapped(service) ? "-swapped" : ""));
        return labels;
    }

    private ApiObject config() {
        Map<String, Object> config = new LinkedHashMap<>();
        List<String> environment = new ArrayList<>();
        environment.add("REVISION=" + (revision.isChanged(service) ? 2 : 1));
        if (service.has(Trait.SECRET)) {
            environment.add("PASSWORD=" + Revision.secretOf(service));
        }
        config.put("Env", environment);
        if (revision.hasHealthTest(service)) {
            long interval = Duration.ofSeconds(10).toNanos();
            config.put("Healthcheck", Map.of("Test", List.of("CMD", "test"), "Interval", interval, "Retries", 3));
        }
        return ApiObject.of(config);
    }

    private ApiObject hostConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("NetworkMode", Revision.NETWORK);
        boolean loops = service.kind() == Kind.CRASHING || revision.world().is(Mark.LOOPING, service);
        if (service.has(Trait.RESTARTS) || loops) {
            config.put("RestartPolicy", Map.of("Name", "unless-stopped"));
        }
        if (service.has(Trait.VOLUME)) {
            config.put("Binds", List.of(Revision.volumeName(service) + ":/data"));
        }
        revision.lender(service)
                .ifPresent(lender -> config.put("IpcMode", "container:" + revision.containerName(lender, 1)));
        if (service.has(Trait.PORT)) {
            Map<String, String> binding = Map.of("HostIp", "", "HostPort", String.valueOf(port()));
            config.put("PortBindings", Map.of("80/tcp", List.of(binding)));
        }
        return ApiObject.of(config);
    }

    private int port() {
        return FIRST_PORT + revision.world().services().indexOf(revision.owner(service, Trait.PORT));
    }
}
