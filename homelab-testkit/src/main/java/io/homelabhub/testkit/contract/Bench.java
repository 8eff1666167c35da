package io.homelabhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.Watch;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.ObservedMount;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.planning.EngineMarks;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.resource.NetworkSpec;
import io.homelabhub.resource.VolumeSpec;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What the clauses work with: an engine, names that nobody else has, and short words for what is done often. */
final class Bench implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Pattern UNNAMED = Pattern.compile("[0-9a-f]{64}");

    final Engine engine;
    final Timing timing;
    /** The Compose project of this clause, and the beginning of every name in it. */
    final String project;

    final String pullableImage;

    final String absentImage;

    private final Function<Program, String> images;

    Bench(Engine engine, Timing timing, Function<Program, String> images, String pullableImage, String absentImage) {
        this.engine = engine;
        this.timing = timing;
        this.images = images;
        this.pullableImage = pullableImage;
        this.absentImage = absentImage;
        long now = timing.now().toEpochMilli();
        project = "contract-" + Long.toString(now, 36) + Integer.toString(System.identityHashCode(this), 36);
    }

    String name(String what) {
        return project + "-" + what;
    }

    ContainerSpec spec(String what, Program program) {
        return new ContainerSpec(
                name(what),
                images.apply(program),
                Optional.empty(),
                Map.of(ComposeLabels.PROJECT, project, ComposeLabels.SERVICE, what),
                ApiObject.of(Map.of("Cmd", program.command())),
                ApiObject.EMPTY,
                List.of(),
                List.of());
    }

    /** What ends badly at once, again and again, with a restart policy. */
    ContainerSpec crashing(Map<String, Object> policy) {
        return spec("bot", Program.FAILS).withHostConfig("RestartPolicy", policy);
    }

    static ContainerSpec withNetworks(ContainerSpec spec, List<NetworkAttachment> networks) {
        return spec.withNetworks(networks)
                .withHostConfig("NetworkMode", networks.get(0).network());
    }

    Effect perform(Action action) {
        return engine.perform(action, ActionProgress.NONE);
    }

    EngineException refused(Action action) {
        EngineException failure = catchThrowableOfType(EngineException.class, () -> perform(action));
        assertThat(failure).as("the engine refuses %s", action).isNotNull();
        return failure;
    }

    String create(ContainerSpec spec) {
        assertThat(perform(new Action.CreateContainer(spec))).isEqualTo(Effect.DONE);
        return spec.name();
    }

    String run(ContainerSpec spec) {
        create(spec);
        start(spec.name());
        return spec.name();
    }

    String run(String what, Program program) {
        return run(spec(what, program));
    }

    /** Runs a program that writes {@code ready}, which is when it can be told to stop, and waits for that. */
    String runUntilReady(String what, Program program) {
        String name = run(what, program);
        eventually(name + " is ready", PATIENCE, () -> engine.logTail(name, 1).contains("ready"));
        return name;
    }

    Effect start(String container) {
        return perform(new Action.StartContainer(container));
    }

    Effect stop(String container) {
        return perform(new Action.StopContainer(container, Optional.of(Duration.ofSeconds(5))));
    }

    Effect remove(String container) {
        return perform(new Action.RemoveContainer(container, true));
    }

    String network(String what) {
        perform(new Action.CreateNetwork(new NetworkSpec(name(what), Map.of("what", what), ApiObject.EMPTY)));
        return name(what);
    }

    String volume(String what) {
        perform(new Action.CreateVolume(new VolumeSpec(name(what), Map.of("what", what), ApiObject.EMPTY)));
        return name(what);
    }

    ContainerStatus status(String container) {
        return engine.status(container).orElseThrow(() -> new AssertionError("there is no container " + container));
    }

    ContainerState state(String container) {
        return status(container).state();
    }

    ObservedState observe() {
        return engine.observe(new ObserveRequest(project, Set.of(), true));
    }

    ObservedContainer observed(String container) {
        return observe()
                .container(container)
                .orElseThrow(() -> new AssertionError("the observation has no container " + container));
    }

    ApiObject inspection(String container) {
        return observed(container)
                .inspection()
                .orElseThrow(() -> new AssertionError("the observation did not inspect " + container));
    }

    /** Collects the project's events while {@code what} is done; the list grows as they come. */
    List<ContainerEvent> watched(Consumer<List<ContainerEvent>> what) {
        List<ContainerEvent> seen = new CopyOnWriteArrayList<>();
        Watch watch = engine.watch(project, seen::add);
        try {
            what.accept(seen);
        } finally {
            watch.close();
        }
        return seen;
    }

    /** Lets several callers work at the same time; fails with the first failure of one, or if one does not come back. */
    void atOnce(List<Runnable> work) throws InterruptedException {
        Mailbox<Optional<Throwable>> ended = timing.mailbox();
        work.forEach(one -> timing.start(project, () -> ended.put(failure(one))));
        for (int i = 0; i < work.size(); i++) {
            Optional<Throwable> failure = ended.take(PATIENCE)
                    .orElseThrow(() -> new AssertionError("a caller did not come back within " + PATIENCE));
            failure.ifPresent(cause -> {
                throw new AssertionError("a caller failed: " + cause.getMessage(), cause);
            });
        }
    }

    private static Optional<Throwable> failure(Runnable work) {
        try {
            work.run();
            return Optional.empty();
        } catch (RuntimeException | Error e) {
            return Optional.of(e);
        }
    }

    /** In what a container differs from what was asked for, what is the engine's own left out. */
    List<FieldDifference> differences(ContainerSpec spec) {
        ObservedState observed = engine.observe(new ObserveRequest(project, Set.of(spec.image()), true));
        return EngineMarks.differences(
                spec,
                observed.container(spec.name()).orElseThrow(),
                Optional.ofNullable(observed.images().get(spec.image()))
                        .flatMap(ObservedImage::inspection)
                        .map(image -> image.object("Config")),
                Map.of());
    }

    /** Looks again and again until it is so; fails after {@code within}. */
    void eventually(String what, Duration within, BooleanSupplier isSo) {
        Duration end = timing.elapsed().plus(within);
        while (!isSo.getAsBoolean()) {
            assertThat(timing.elapsed()).as("%s within %s", what, within).isLessThan(end);
            pause(LOOK);
        }
    }

    void pause(Duration time) {
        try {
            timing.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the clause was interrupted", e);
        }
    }

    /** Removes all that the clause has made. */
    @Override
    public void close() {
        ObservedState left = engine.observe(new ObserveRequest(project, Set.of(), false));
        List<ObservedContainer> containers = left.containers().stream()
                .filter(container -> container.name().startsWith(project))
                .toList();
        containers.forEach(container -> remove(container.id()));
        // an unnamed volume that was handed on counts as a named one
        containers.stream()
                .flatMap(container -> container.mounts().stream())
                .map(ObservedMount::source)
                .filter(source -> UNNAMED.matcher(source).matches())
                .distinct()
                .forEach(volume -> perform(new Action.RemoveVolume(volume)));
        left.networks().stream()
                .filter(network -> network.name().startsWith(project))
                .forEach(network -> perform(new Action.RemoveNetwork(network.id())));
        left.volumes().stream()
                .filter(volume -> volume.name().startsWith(project))
                .forEach(volume -> perform(new Action.RemoveVolume(volume.name())));
        engine.close();
    }
}
