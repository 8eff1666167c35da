package io.homelabhub.testkit.simulation;

import io.homelabhub.desired.ContentPolicy;
import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredImage;
import io.homelabhub.desired.DesiredNetwork;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.desired.DesiredVolume;
import io.homelabhub.graph.Condition;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.graph.Reason;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.resource.NetworkSpec;
import io.homelabhub.resource.VolumeSpec;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.testkit.simulation.World.Kind;
import io.homelabhub.testkit.simulation.World.Service;
import io.homelabhub.testkit.simulation.World.Trait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A world's project as it shall be: at its first revision, or at its second. */
final class Revision {
    static final String PROJECT = "lab";
    private static final String NETWORK = "lab_default";
    private static final int FIRST_PORT = 20_000;
    private static final Duration READY_WITHIN = Duration.ofMinutes(1);

    private final World world;
    private final boolean second;
    private final List<Service> services;

    private Revision(World world, boolean second) {
        this.world = world;
        this.second = second;
        this.services = second ? world.last() : world.first();
    }

    static Revision first(World world) {
        return new Revision(world, false);
    }

    static Revision second(World world) {
        return new Revision(world, true);
    }

    List<Service> services() {
        return services;
    }

    static String containerName(Service service) {
        return service.traits().contains(Trait.NAMED) ? "my-" + service.name() : PROJECT + "-" + service.name() + "-1";
    }

    static String secretOf(Service service) {
        return "pass-" + service.name() + "-w0rd!";
    }

    String image(Service service) {
        return service.name() + (isSecondImage(service) ? ":2" : ":1");
    }

    boolean isSecondImage(Service service) {
        boolean moved =
                world.reimaged().contains(service.name()) || !world.before().contains(service.name());
        return second && moved;
    }

    /** A one-shot that nobody needs would be started anew by each deployment: it runs on instead. */
    Kind kind(Service service) {
        boolean needed = isNeeded(service, world.first()) && isNeeded(service, world.last());
        return service.kind().ends() && !needed ? Kind.PLAIN : service.kind();
    }

    private static boolean isNeeded(Service service, List<Service> among) {
        return !among.contains(service)
                || among.stream().anyMatch(other -> other.needed().contains(service.name()));
    }

    DesiredState desired() {
        NetworkSpec network = new NetworkSpec(
                NETWORK, Map.of(ComposeLabels.PROJECT, PROJECT, ComposeLabels.CONFIG_HASH, "net"), ApiObject.EMPTY);
        List<DesiredVolume> volumes = services.stream()
                .filter(service -> service.traits().contains(Trait.VOLUME))
                .map(service -> new DesiredVolume(volume(service), false))
                .toList();
        Set<String> described = services.stream().map(Service::name).collect(Collectors.toSet());
        List<String> secrets = world.services().stream().map(Revision::secretOf).toList();
        return new DesiredState(
                PROJECT,
                List.of(new DesiredNetwork(network, false)),
                volumes,
                services.stream().map(this::service).toList(),
                described,
                SecretMask.of(secrets));
    }

    private static VolumeSpec volume(Service service) {
        String name = volumeName(service);
        return new VolumeSpec(
                name, Map.of(ComposeLabels.PROJECT, PROJECT, ComposeLabels.CONFIG_HASH, "vol"), ApiObject.EMPTY);
    }

    static String volumeName(Service service) {
        return PROJECT + "_" + service.name() + "-data";
    }

    DependencyGraph graph() {
        DependencyGraph.Builder graph = DependencyGraph.builder();
        services.forEach(service -> graph.vertex(service.name()));
        for (Service service : services) {
            for (DesiredDependency need : needs(service)) {
                Condition condition = need.conditions().iterator().next();
                graph.edge(service.name(), need.service(), Reason.dependsOn(condition, need.required(), false));
            }
        }
        return graph.build();
    }

    private DesiredService service(Service service) {
        DesiredImage image =
                new DesiredImage(image(service), Optional.empty(), Optional.empty(), DesiredImage.Policy.MISSING);
        return new DesiredService(
                service.name(),
                List.of(container(service)),
                image,
                needs(service),
                service.traits().contains(Trait.NAMED),
                ContentPolicy.DEFAULT,
                READY_WITHIN,
                Optional.empty(),
                true);
    }

    private List<DesiredDependency> needs(Service service) {
        return service.needs().stream()
                .filter(need -> services.stream().anyMatch(other -> other.name().equals(Service.bare(need))))
                .map(need -> new DesiredDependency(
                        Service.bare(need),
                        Set.of(condition(world.service(Service.bare(need)))),
                        !need.endsWith("?"),
                        false,
                        false))
                .sorted(Comparator.comparing(DesiredDependency::service))
                .toList();
    }

    private Condition condition(Service needed) {
        Kind kind = kind(needed);
        if (kind.ends()) {
            return Condition.COMPLETED_SUCCESSFULLY;
        }
        return kind.isTested() ? Condition.HEALTHY : Condition.READY;
    }

    private ContainerSpec container(Service service) {
        return new ContainerSpec(
                containerName(service),
                image(service),
                Optional.empty(),
                labels(service),
                config(service),
                hostConfig(service),
                List.of(new NetworkAttachment(NETWORK, ApiObject.EMPTY)),
                List.of());
    }

    private boolean isChanged(Service service) {
        return second && world.changed().contains(service.name());
    }

    private Map<String, String> labels(Service service) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(ComposeLabels.PROJECT, PROJECT);
        labels.put(ComposeLabels.SERVICE, service.name());
        labels.put(ComposeLabels.CONTAINER_NUMBER, "1");
        labels.put(ComposeLabels.ONE_OFF, "False");
        labels.put(ComposeLabels.CONFIG_HASH, image(service) + "-" + isChanged(service));
        return labels;
    }

    private ApiObject config(Service service) {
        Map<String, Object> config = new LinkedHashMap<>();
        List<String> environment = new ArrayList<>();
        environment.add("REVISION=" + (isChanged(service) ? 2 : 1));
        if (service.traits().contains(Trait.SECRET)) {
            environment.add("PASSWORD=" + secretOf(service));
        }
        config.put("Env", environment);
        if (kind(service).isTested()) {
            config.put(
                    "Healthcheck",
                    Map.of(
                            "Test",
                            List.of("CMD", "test"),
                            "Interval",
                            Duration.ofSeconds(10).toNanos(),
                            "Retries",
                            3));
        }
        return ApiObject.of(config);
    }

    private ApiObject hostConfig(Service service) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("NetworkMode", NETWORK);
        boolean restarts = service.traits().contains(Trait.RESTARTS) || service.kind() == Kind.CRASHING;
        if (restarts) {
            config.put("RestartPolicy", Map.of("Name", "unless-stopped"));
        }
        if (service.traits().contains(Trait.VOLUME)) {
            config.put("Binds", List.of(volumeName(service) + ":/data"));
        }
        if (service.traits().contains(Trait.PORT)) {
            String port = String.valueOf(FIRST_PORT + world.services().indexOf(service));
            config.put("PortBindings", Map.of("80/tcp", List.of(Map.of("HostIp", "", "HostPort", port))));
        }
        return ApiObject.of(config);
    }
}
