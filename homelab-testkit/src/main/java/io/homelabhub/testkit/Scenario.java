package io.homelabhub.testkit;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabBuilder;
import io.homelabhub.HomelabRuntime;
import io.homelabhub.api.Api;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ComposeLabels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A story that is the same on the engine in memory and on a real one: services, what their containers do, deploys and
 * undeploys, and what must come of it. {@link HomelabExtension} hands it to a test.
 *
 * <p>Its services are {@linkplain StandIn stand-ins} rather than those of a catalog, as a test must not touch what a
 * homelab's own files name on an engine that may be the homelab's own. Everything is done at once, in the order in which it
 * is written. Not thread-safe.
 */
@Api(Api.Status.PROVISIONAL)
public final class Scenario {
    private final Stage stage;
    private final Timeline whole;
    private final Path directory;
    private final String project;
    private final Engine engine;
    private final Map<String, StandIn> services = new LinkedHashMap<>();
    private Course last;
    private Course next;
    private Map<String, String> before = Map.of();

    Scenario(Stage stage, Timeline whole) {
        this.stage = stage;
        this.whole = whole;
        project = stage.newProject();
        directory = newDirectory(project);
        engine = stage.provider().open(stage.settings());
        next = new Course(this, whole);
        last = next;
    }

    private static Path newDirectory(String project) {
        try {
            return Files.createTempDirectory(project);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** These services are there, deployed and ready, in this version. Others that were written down before stay. */
    public Scenario given(StandIn... services) {
        return written(services).deploy("all").succeeds();
    }

    /** The files have these services from now on, beside others or in place of one of the same name. */
    public Scenario written(StandIn... services) {
        List.of(services).forEach(service -> this.services.put(service.name(), service));
        return this;
    }

    /** The files have this service no more. */
    public Scenario forgotten(StandIn service) {
        services.remove(service.name());
        return this;
    }

    /** At this moment of the next act, once, something happens: {@code once(ready(db), story -> story.crashes(db, 1))}. */
    public Scenario once(Moment moment, Consumer<Scenario> what) {
        next.once(moment, what);
        return this;
    }

    /** The process of the service's container ends by itself. */
    public Scenario crashes(StandIn service, int exitCode) {
        ObservedContainer container = container(service);
        if (!container.state().isRunning()) {
            throw new AssertionError(service + " does not run, so it cannot crash: " + container.state());
        }
        stage.crash(engine, container.id(), exitCode);
        return this;
    }

    /** Somebody stops the service's container by hand. */
    public Scenario isStopped(StandIn service) {
        return byHand(new Action.StopContainer(container(service).id(), Optional.of(Duration.ZERO)));
    }

    /** Somebody removes the service's container by hand. */
    public Scenario isRemoved(StandIn service) {
        return byHand(new Action.RemoveContainer(container(service).id(), true));
    }

    private Scenario byHand(Action action) {
        engine.perform(action, ActionProgress.NONE);
        return this;
    }

    /** The act under way is cancelled, as by Ctrl-C; for {@link #once}. */
    public Scenario cancel() {
        last.cancellation.cancel();
        return this;
    }

    /** Plans to deploy; nothing is done until the act is told what is expected. */
    public Act deploy(String... names) {
        return deploy(DeployRequest.of(List.of(names)));
    }

    /** Plans to deploy in another way than by default. */
    public Act deploy(DeployRequest request) {
        return prepare(runtime -> runtime.plan(request));
    }

    /** Plans to undeploy; nothing is done until the act is told what is expected. */
    public Act undeploy(String... names) {
        return undeploy(RemovalRequest.of(List.of(names)));
    }

    /** Plans to undeploy in another way than by default. */
    public Act undeploy(RemovalRequest request) {
        return prepare(runtime -> runtime.planRemoval(request));
    }

    private Act prepare(Function<HomelabRuntime, PreparedPlan> planning) {
        before = idsByService();
        last = next;
        next = new Course(this, whole);
        return new Act(this, last, planning.apply(runtime(last)));
    }

    private HomelabRuntime runtime(ProgressListener listener) {
        stage.learn(List.copyOf(services.values()));
        HomelabBuilder builder = Homelab.builder()
                .engine(stage.provider())
                .timing(stage.settings().timing())
                .environment(stage.settings().environment())
                .workingDirectory(directory)
                .composeFiles(List.of(composeFile()))
                .projectName(project)
                .listener(listener);
        return stage.settings().host().map(builder::host).orElse(builder).build();
    }

    private Path composeFile() {
        try {
            return Files.writeString(
                    directory.resolve("compose.yaml"), ComposeText.of(services.values(), stage.image()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What happened when, in the last act. */
    public Scenario timeline(Consumer<TimelineAssert> expected) {
        expected.accept(new TimelineAssert(last.timeline));
        return this;
    }

    /** Exactly these services have a container that runs, and each has one. */
    public Scenario runs(StandIn... services) {
        List<String> running = containers().stream()
                .filter(container -> container.state() == ContainerState.RUNNING)
                .map(Scenario::service)
                .toList();
        HomelabAssertions.assertThat(running)
                .as("services that run")
                .containsExactlyInAnyOrderElementsOf(names(services));
        return this;
    }

    /** Exactly these services have a container, running or not, and each has one: so nothing is left half-made. */
    public Scenario hasContainersOf(StandIn... services) {
        HomelabAssertions.assertThat(containers().stream().map(Scenario::service))
                .as("services that have a container")
                .containsExactlyInAnyOrderElementsOf(names(services));
        return this;
    }

    /** The services' containers are those from before the last act. */
    public Scenario keptContainersOf(StandIn... services) {
        Map<String, String> now = idsByService();
        for (String service : names(services)) {
            HomelabAssertions.assertThat(now.get(service))
                    .as("the id of the container of " + service)
                    .isNotNull()
                    .isEqualTo(before.get(service));
        }
        return this;
    }

    /** Deploying everything would do nothing. */
    public Scenario isUpToDate() {
        HomelabAssertions.assertThat(runtime(ProgressListener.NONE).plan("all").plan())
                .isEmpty();
        return this;
    }

    private static List<String> names(StandIn... services) {
        return List.of(services).stream().map(StandIn::name).toList();
    }

    private ObservedContainer container(StandIn service) {
        return containers().stream()
                .filter(container -> service(container).equals(service.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no container of " + service + " in " + containers()));
    }

    private Map<String, String> idsByService() {
        return containers().stream()
                .collect(Collectors.toMap(Scenario::service, ObservedContainer::id, (one, other) -> one + " " + other));
    }

    private static String service(ObservedContainer container) {
        return container.label(ComposeLabels.SERVICE).orElse(container.name());
    }

    private List<ObservedContainer> containers() {
        return observe().containers().stream()
                .filter(container -> isOurs(container.labels()))
                .toList();
    }

    private boolean isOurs(Map<String, String> labels) {
        return project.equals(labels.get(ComposeLabels.PROJECT));
    }

    private ObservedState observe() {
        return engine.observe(new ObserveRequest(project, Set.of(), false));
    }

    /** Removes everything that the scenario has made. */
    void close() {
        ObservedState left = observe();
        containers().forEach(container -> byHand(new Action.RemoveContainer(container.id(), true)));
        left.networks().stream()
                .filter(network -> isOurs(network.labels()))
                .map(ObservedNetwork::id)
                .forEach(network -> byHand(new Action.RemoveNetwork(network)));
        left.volumes().stream()
                .filter(volume -> isOurs(volume.labels()))
                .forEach(volume -> byHand(new Action.RemoveVolume(volume.name())));
        engine.close();
        delete();
    }

    private void delete() {
        try {
            Files.deleteIfExists(directory.resolve("compose.yaml"));
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
