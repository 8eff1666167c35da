package io.homelabhub.testkit.simulation;

import io.homelabhub.desired.ContentPolicy;
import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredImage;
import io.homelabhub.desired.DesiredImage.Policy;
import io.homelabhub.desired.DesiredNetwork;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.desired.DesiredVolume;
import io.homelabhub.graph.Condition;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.graph.Reason;
import io.homelabhub.plan.Await.Endpoint;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ImageBuild;
import io.homelabhub.resource.NetworkSpec;
import io.homelabhub.resource.VolumeSpec;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.testkit.simulation.Service.Kind;
import io.homelabhub.testkit.simulation.Service.Trait;
import io.homelabhub.testkit.simulation.World.Mark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A world's project as it shall be: at its first revision, or at its second. */
final class Revision {
    static final String PROJECT = "lab";
    static final String NETWORK = "lab_default";
    private static final String ENDPOINT = "http://localhost/";
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

    World world() {
        return world;
    }

    List<Service> services() {
        return services;
    }

    /** The service of this name; empty if it is not of this revision. */
    Optional<Service> service(String name) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }

    /** @param number 1 and up */
    String containerName(Service service, int number) {
        return service.has(Trait.NAMED)
                ? "my-" + owner(service, Trait.NAMED).name()
                : PROJECT + "-" + service.name() + "-" + number;
    }

    /** Whose name or port a service has: its own, or that of the one with which it has swapped. */
    Service owner(Service service, Trait what) {
        return isSwapped(service)
                ? world.marked(Mark.SWAPPED).stream()
                        .map(world::service)
                        .filter(other -> !other.equals(service) && other.has(what))
                        .findFirst()
                        .orElse(service)
                : service;
    }

    boolean isSwapped(Service service) {
        return second && world.marked(Mark.SWAPPED).size() == 2 && world.is(Mark.SWAPPED, service);
    }

    boolean isRemade(Service service) {
        return second && world.hasFolder(service);
    }

    /** Whether its container goes for a volume and is made again if need be: it has that, or lives with one that goes for it. */
    boolean isMadeAgain(Service service) {
        return isRemade(service) || lender(service).filter(this::isMadeAgain).isPresent();
    }

    /** In whose namespace it lives. */
    Optional<Service> lender(Service service) {
        return Optional.of(service)
                .filter(any -> world.is(Mark.GUEST, service))
                .flatMap(any -> service.needed().stream().findFirst())
                .flatMap(this::service);
    }

    /** Whether its containers are others than those of the first revision. */
    boolean isReplaced(Service service) {
        return isSecondImage(service)
                || isChanged(service)
                || isFetchedAnew(service)
                || isSwapped(service)
                || isRemade(service)
                || lender(service).filter(this::isReplaced).isPresent();
    }

    /** Whether the new container of it can be tried out beside the old one. */
    boolean canRunBesideOld(Service service) {
        boolean shares = services.stream().anyMatch(other -> lender(other)
                .filter(lender -> lender.equals(service) || other.equals(service))
                .isPresent());
        return !service.isSingle() && !service.has(Trait.VOLUME) && !shares;
    }

    List<String> containerNames(Service service) {
        return IntStream.rangeClosed(1, copies(service))
                .mapToObj(number -> containerName(service, number))
                .toList();
    }

    static String secretOf(Service service) {
        return "pass-" + service.name() + "-w0rd!";
    }

    static String volumeName(Service service) {
        return PROJECT + "_" + service.name() + "-data";
    }

    String image(Service service) {
        return service.name() + (isSecondImage(service) ? ":2" : ":1");
    }

    boolean isSecondImage(Service service) {
        return second && (world.is(Mark.REIMAGED, service) || !world.is(Mark.BEFORE, service));
    }

    /** Whether the newest image of its name is another than the one that is there already, and is to be fetched. */
    boolean isFetchedAnew(Service service) {
        boolean moved = second && world.is(Mark.MOVED, service) && !isSecondImage(service);
        return moved && world.isKeptFresh(service);
    }

    boolean isChanged(Service service) {
        return second && world.is(Mark.CHANGED, service);
    }

    int copies(Service service) {
        boolean other = !second && world.is(Mark.RESCALED, service) && !service.isSingle();
        int others = service.copies() == 1 ? 2 : 1;
        return other ? others : service.copies();
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

    boolean hasHealthTest(Service service) {
        return kind(service).isTested() && !service.has(Trait.ENDPOINT);
    }

    DesiredState desired() {
        NetworkSpec network = new NetworkSpec(NETWORK, ownLabels("net"), ApiObject.EMPTY);
        List<DesiredVolume> volumes = services.stream()
                .filter(service -> service.has(Trait.VOLUME))
                .map(this::volume)
                .map(volume -> new DesiredVolume(volume, false))
                .toList();
        Set<String> described = services.stream().map(Service::name).collect(Collectors.toSet());
        return new DesiredState(
                PROJECT,
                List.of(new DesiredNetwork(network, false)),
                volumes,
                services.stream().map(this::desired).toList(),
                described,
                SecretMask.of(world.services().stream().map(Revision::secretOf).toList()));
    }

    private VolumeSpec volume(Service service) {
        String folder = "/srv/" + service.name() + (isRemade(service) ? "/2" : "/1");
        return world.hasFolder(service)
                ? new VolumeSpec(
                        volumeName(service),
                        ownLabels(folder),
                        ApiObject.of(Map.of("DriverOpts", Map.of("type", "none", "o", "bind", "device", folder))))
                : new VolumeSpec(volumeName(service), ownLabels("vol"), ApiObject.EMPTY);
    }

    private static Map<String, String> ownLabels(String hash) {
        return Map.of(ComposeLabels.PROJECT, PROJECT, ComposeLabels.CONFIG_HASH, hash);
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

    private DesiredService desired(Service service) {
        Containers containers = new Containers(this, service);
        return new DesiredService(
                service.name(),
                IntStream.rangeClosed(1, copies(service))
                        .mapToObj(containers::number)
                        .toList(),
                new DesiredImage(image(service), Optional.empty(), build(service), policy(service)),
                needs(service),
                service.has(Trait.NAMED),
                ContentPolicy.DEFAULT,
                READY_WITHIN,
                endpoint(service),
                Optional.empty(),
                true,
                Optional.empty());
    }

    private static Policy policy(Service service) {
        return service.has(Trait.FRESH) ? Policy.ALWAYS : Policy.MISSING;
    }

    private Optional<ImageBuild> build(Service service) {
        ImageBuild build = new ImageBuild(
                image(service),
                List.of(),
                Path.of(service.name(), isSecondImage(service) ? "second" : "first"),
                "Dockerfile",
                Optional.empty(),
                Map.of("PASSWORD", secretOf(service)),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false,
                false,
                ApiObject.EMPTY);
        return Optional.of(build).filter(any -> service.has(Trait.BUILT));
    }

    private static Optional<Endpoint> endpoint(Service service) {
        return Optional.of(new Endpoint(Endpoint.Type.HTTP, ENDPOINT + service.name()))
                .filter(any -> service.has(Trait.ENDPOINT));
    }

    /** Whose endpoint it is. */
    Service service(Endpoint endpoint) {
        return world.service(endpoint.target().substring(ENDPOINT.length()));
    }

    private List<DesiredDependency> needs(Service service) {
        List<DesiredDependency> needs = new ArrayList<>();
        for (String need : service.needs()) {
            service(Service.bare(need))
                    .map(needed -> new DesiredDependency(
                            needed.name(),
                            Set.of(condition(needed)),
                            !Service.isOptional(need),
                            false,
                            lender(service).filter(needed::equals).isPresent()))
                    .ifPresent(needs::add);
        }
        needs.sort(Comparator.comparing(DesiredDependency::service));
        return needs;
    }

    private Condition condition(Service needed) {
        if (kind(needed).ends()) {
            return Condition.COMPLETED_SUCCESSFULLY;
        }
        return hasHealthTest(needed) ? Condition.HEALTHY : Condition.READY;
    }
}
