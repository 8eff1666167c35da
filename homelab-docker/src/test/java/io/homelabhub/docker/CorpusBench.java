package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.Pull;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.NetworkSpec;
import io.homelabhub.resource.VolumeSpec;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** One case of the corpus on an engine of its own, in the hands of docker compose and of us by turns. */
final class CorpusBench implements AutoCloseable {
    /** Where nothing may be made on the host because a file asks for it. */
    private static final List<String> SYSTEM = List.of("/dev", "/etc", "/proc", "/run", "/sys", "/tmp", "/var/run");

    private static final Set<String> BUILT_IN_NETWORKS = Set.of("bridge", "host", "none");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    private final RealEngine lab;
    private final CorpusCase one;
    private final PeerCompose compose;
    private final PeerCompose wholeProject;
    private final HomelabRuntime runtime;
    private final List<String> services;
    private final List<Path> madeOnHost = new ArrayList<>();
    private Optional<Task> endingOneShots = Optional.empty();

    CorpusBench(RealEngine lab, CorpusCase one, Path root, Peer peer) throws IOException {
        Path binary = peer.binary();
        this.lab = lab;
        this.one = one;
        Files.createDirectories(root.resolve("home"));
        Path directory = one.copyTo(root);
        if (peer != Peer.V2) {
            one.append(directory, peer.choice());
        }
        Map<String, String> environment = one.environment(root, lab.endpoint().orElseThrow());
        this.compose = new PeerCompose(binary, directory, environment, one.arguments());
        this.services = one.configArguments();
        this.wholeProject = services.isEmpty()
                ? compose
                : new PeerCompose(
                        binary,
                        directory,
                        environment,
                        Stream.concat(one.arguments().stream(), Stream.of("--profile", "*"))
                                .toList());
        this.runtime = one.builder(directory, environment).build();
        requireHostPaths(root);
        new StandIns(lab).tag(one.images().values());
        makeExternals();
    }

    private void requireHostPaths(Path root) {
        one.services().values().stream()
                .flatMap(service -> service.objects("volumes").stream())
                .filter(volume -> volume.string("type").equals(Optional.of("bind")))
                .map(volume -> Path.of(volume.string("source").orElse("")))
                .filter(source -> source.isAbsolute() && !source.startsWith("/corpus") && !Files.exists(source))
                .forEach(source -> {
                    boolean system = SYSTEM.stream().anyMatch(source::startsWith) && !source.startsWith(root);
                    Assumptions.assumeFalse(system, "binds " + source + ", which this host does not have");
                    madeOnHost.add(highestMissing(source));
                });
    }

    private static Path highestMissing(Path path) {
        Path highest = path;
        for (Path parent = path.getParent(); parent != null && !Files.exists(parent); parent = parent.getParent()) {
            highest = parent;
        }
        return highest;
    }

    private void makeExternals() {
        externals("networks")
                .forEach(name ->
                        lab.perform(new Action.CreateNetwork(new NetworkSpec(name, Map.of(), ApiObject.EMPTY))));
        externals("volumes")
                .forEach(name -> lab.perform(new Action.CreateVolume(new VolumeSpec(name, Map.of(), ApiObject.EMPTY))));
    }

    private Stream<String> externals(String section) {
        return one.members(section).values().stream()
                .filter(member -> member.isTrue("external"))
                .flatMap(member -> member.string("name").stream())
                .filter(name -> !BUILT_IN_NETWORKS.contains(name));
    }

    /** Runs docker compose. The test is skipped, with docker compose's words for the reason, if it fails. */
    void composeCan(String... command) {
        PeerCompose.Result result = compose.attempt(withServices(command));
        String words =
                result.errors().lines().reduce("", (earlier, later) -> later).strip();
        Assumptions.assumeTrue(result.exitCode() == 0, () -> "docker compose fails: " + words);
    }

    /** Runs docker compose, which must not fail. */
    String compose(String... command) {
        return compose.run(withServices(command));
    }

    /** Runs docker compose for all that is there, whichever services the case names. */
    String composeAll(String... command) {
        return wholeProject.run(command);
    }

    private String[] withServices(String... command) {
        return Stream.concat(Stream.of(command), services.stream()).toArray(String[]::new);
    }

    /** As docker compose is told, without asking a registry. */
    private PreparedPlan prepared() {
        List<String> names = services.isEmpty() ? List.of("all") : services;
        return runtime.plan(DeployRequest.of(names).withPull(Pull.NEVER));
    }

    /** What we would do. */
    Plan plan() {
        return prepared().plan();
    }

    /** What we would change on what is there, a line each; to start what is stopped is no change. */
    List<String> planned() {
        return VerdictLines.of(plan(), CorpusBench::isChange);
    }

    /** Likewise. The test is skipped if we refuse the files and docker compose's {@code command} fails with them too. */
    List<String> plannedUnlessBothRefuse(String... command) {
        try {
            return planned();
        } catch (InvalidInputException refusal) {
            assertThat(compose.attempt(withServices(command)).exitCode())
                    .as("docker compose, where we say %s", refusal.getMessage())
                    .isNotZero();
            return Assumptions.abort("docker compose fails when it comes to start them: " + refusal.getMessage());
        }
    }

    private static boolean isChange(Change change) {
        return change.verdict().changesSomething() && change.verdict() != Verdict.START;
    }

    void deploy() {
        prepared().apply();
    }

    /** Carries out the part of our plan that creates things, and leaves out what starts or awaits them. */
    void create() {
        plan().steps().stream()
                .map(step -> step.work())
                .filter(work -> work instanceof Action.CreateContainer
                        || work instanceof Action.CreateNetwork
                        || work instanceof Action.CreateVolume)
                .forEach(work -> assertThat(lab.perform((Action) work)).isEqualTo(Effect.DONE));
    }

    /** The ids of the containers by name. */
    Map<String, String> ids() {
        return containers()
                .collect(Collectors.toMap(ObservedContainer::name, ObservedContainer::id, (a, b) -> a, TreeMap::new));
    }

    Stream<ObservedContainer> containers() {
        return observe().containers().stream().filter(container -> container
                .label(ComposeLabels.PROJECT)
                .equals(one.model().string("name")));
    }

    private ObservedState observe() {
        return lab.engine().observe(new ObserveRequest("", Set.of(), false));
    }

    /**
     * From now on what others wait for to end is ended as soon as it runs.
     */
    void endOneShots() {
        Set<String> oneShots = one.services().values().stream()
                .flatMap(service -> service.object("depends_on").members().entrySet().stream())
                .filter(dependency -> dependency.getValue() instanceof ApiObject how
                        && how.string("condition").equals(Optional.of("service_completed_successfully")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (!oneShots.isEmpty()) {
            endingOneShots = Optional.of(Timing.system().start("ending one-shots", () -> endForever(oneShots)));
        }
    }

    private void endForever(Set<String> oneShots) {
        try {
            while (true) {
                Timing.system().sleep(BETWEEN_LOOKS);
                containers()
                        .filter(container -> container.state() == ContainerState.RUNNING)
                        .filter(container -> container
                                .label(ComposeLabels.SERVICE)
                                .filter(oneShots::contains)
                                .isPresent())
                        .forEach(container -> lab.perform(new Action.StopContainer(container.id(), Optional.empty())));
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        endingOneShots.ifPresent(Task::interrupt);
        ObservedState left = observe();
        left.containers().forEach(container -> lab.perform(new Action.RemoveContainer(container.id(), true)));
        left.networks().stream()
                .filter(network -> !BUILT_IN_NETWORKS.contains(network.name()))
                .forEach(network -> lab.perform(new Action.RemoveNetwork(network.id())));
        left.volumes().forEach(volume -> lab.perform(new Action.RemoveVolume(volume.name())));
        for (Path made : madeOnHost) {
            removeEmpty(made);
        }
    }

    /** The engine makes directories for bound paths; nobody has written to them. */
    private static void removeEmpty(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                    if (Objects.requireNonNull(path.toFile().list()).length == 0) {
                        Files.delete(path);
                    }
                }
            }
        }
    }
}
