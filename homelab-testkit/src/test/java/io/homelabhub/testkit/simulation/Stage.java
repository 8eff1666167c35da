package io.homelabhub.testkit.simulation;

import io.homelabhub.desired.DesiredState;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedImage;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.observed.Restarts;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await.Endpoint;
import io.homelabhub.plan.Plan;
import io.homelabhub.planning.CrashLoops;
import io.homelabhub.planning.DeployOptions;
import io.homelabhub.planning.Planner;
import io.homelabhub.planning.RegistryQuestions;
import io.homelabhub.planning.RemovalOptions;
import io.homelabhub.planning.RemovalPlanner;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.run.ApplyOptions;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.OnFailure;
import io.homelabhub.run.PlanRunner;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.simulation.Service.Kind;
import io.homelabhub.testkit.simulation.World.Mark;
import io.homelabhub.testkit.simulation.World.Upset;
import io.homelabhub.testkit.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A world's engine and clock, and what is done on them. */
final class Stage {
    static final Duration HEALTHY_AFTER = Duration.ofSeconds(1);
    static final Duration SLOW_AFTER = Duration.ofSeconds(20);
    /** What belongs to others, and must stay as it is. */
    static final Set<String> STRANGERS = Set.of("stranger", "stranger-net", "stranger-data", "other-a-1");

    private static final Duration QUESTION = Duration.ofMillis(20);
    private static final Duration LOOK = Duration.ofMillis(50);
    /** Ten minutes of them. */
    private static final int MOST_LOOKS = 12_000;

    final World world;
    final VirtualClock clock;
    final FakeEngine engine;
    private final Subject subject;
    private final Processes processes;
    private final Map<String, ObservedContainer> seen = new HashMap<>();
    /** Those that were there when the second revision came up. */
    private Optional<Set<String>> firstImages = Optional.empty();

    private Optional<Instant> takenOff = Optional.empty();
    private boolean healed;

    Stage(World world, Subject subject) {
        this.world = world;
        this.subject = subject;
        clock = VirtualClock.seeded(world.seed());
        engine = new FakeEngine(clock, world.seed());
        strangers();
        processes = new Processes(world, engine);
        processes.firstRevisionRunsWell();
    }

    private void strangers() {
        engine.given("stranger")
                .network("stranger-net")
                .mount("stranger-data", "/data")
                .restart("always")
                .running();
        engine.given("other-a-1").madeByCompose("other", "a", "hash").running();
    }

    void secondRevisionDoesAsItDoes() {
        firstImages = Optional.of(observe(Revision.first(world)).images().values().stream()
                .map(ObservedImage::id)
                .collect(Collectors.toSet()));
        processes.secondRevisionDoesAsItDoes();
    }

    /** Whether it is of the image of which a process may be slow or ill. */
    boolean isOfSecondImage(ObservedContainer container) {
        return firstImages.filter(first -> !first.contains(container.imageId())).isPresent();
    }

    /** Everything that was ill is well, and whatever was under way has come to its end. */
    void heals() {
        healed = true;
        engine.meetingNoMoreFaults();
        engine.troubles().engineIsReachable();
        engine.troubles().diskHasRoom();
        engine.registry().isBack();
        processes.heal();
        clock.advance(Duration.ofMinutes(10));
    }

    /** The run is asked to end, so that it can tidy up. */
    void cancel(Run run) {
        run.toldToEnd(clock.elapsed());
        run.cancellation().cancel();
    }

    /** The run is asked to end at once. */
    void cancelNow(Run run) {
        run.toldToEndNow(clock.elapsed());
        subject.cancelNow(run.cancellation());
    }

    /** What the processes of a service do at present. */
    Kind kind(Revision revision, Service service) {
        Kind kind = revision.kind(service);
        if (!healed || kind.ends()) {
            return kind;
        }
        return kind.isTested() ? Kind.HEALTHY : Kind.PLAIN;
    }

    /** One of the project's containers that run ends, now and then well, and stays so unless the engine starts it again. */
    void dies(long which) {
        int exitCode = which % 4 == 0 ? 0 : 7;
        oneThatRuns(which).ifPresent(id -> engine.troubles().dies(id, exitCode));
    }

    /** Somebody takes one of the project's containers that run off its network. */
    void isTakenOffItsNetwork(long which) {
        oneThatRuns(which).ifPresent(id -> {
            engine.troubles().isTakenOff(id, Revision.NETWORK);
            takenOff = Optional.of(clock.now());
        });
    }

    /** When somebody took a container off its network; empty if nobody has. */
    Optional<Instant> takenOff() {
        return takenOff;
    }

    /** Somebody restarts one of the project's containers that run. */
    void isRestarted(long which) {
        oneThatRuns(which).ifPresent(engine.troubles()::isRestarted);
    }

    private Optional<String> oneThatRuns(long which) {
        List<String> running = containers().stream()
                .filter(container -> container.state() == ContainerState.RUNNING)
                .map(ObservedContainer::id)
                .toList();
        return running.isEmpty() ? Optional.empty() : Optional.of(running.get(Math.floorMod(which, running.size())));
    }

    /** The processes of one service's second image end this long after each start. */
    void endsAgainAndAgain(long which, Duration time) {
        processes.endAgainAndAgain(which, time);
    }

    /** A service of the first revision ends, and ends again after each restart; it has just done so. */
    void loops(Service service) {
        processes.loop(service);
        Revision first = Revision.first(world);
        first.containerNames(service).forEach(name -> engine.troubles().dies(name, 7));
        String name = first.containerName(service, 1);
        for (int looks = 0; looks < MOST_LOOKS && !waitsForItsSecondRestart(engine.container(name)); looks++) {
            clock.advance(LOOK);
        }
    }

    /** Or has ended for good, as one that cannot be started again. */
    private static boolean waitsForItsSecondRestart(ObservedContainer container) {
        return !container.state().isUp()
                || (container.state() == ContainerState.RESTARTING
                        && Restarts.of(container)
                                .filter(times -> times.count() > 1)
                                .isPresent());
    }

    void upset(Upset upset) {
        String name = Revision.first(world).containerName(world.service(upset.service()), 1);
        switch (upset.kind()) {
            case STOPPED -> engine.set(new Action.StopContainer(name, Optional.empty()));
            case KILLED -> engine.troubles().dies(name, 137);
            case REMOVED -> engine.troubles().isRemoved(name);
            case RENAMED -> engine.set(new Action.RenameContainer(name, name + "-by-hand"));
            case RESTARTED -> {
                engine.set(new Action.StopContainer(name, Optional.empty()));
                engine.set(new Action.StartContainer(name));
            }
            case UPDATED -> engine.set(new Action.UpdateContainer(name, ApiObject.of(Map.of("Memory", 512L << 20))));
        }
    }

    /** What the world asks for: to deploy everything at its second revision, or to undeploy something. */
    Plan plan() {
        return plan(look(Revision.second(world)));
    }

    /** Likewise, of what was seen at one look. */
    Plan plan(ObservedState observed) {
        Revision second = Revision.second(world);
        Set<String> undeployed = world.marked(Mark.UNDEPLOYED);
        return undeployed.isEmpty()
                ? plan(second, observed, world.request().onFailure())
                : planRemoval(second, observed, undeployed);
    }

    /** The plan of a deployment that takes everything back if something fails. */
    Plan plan(Revision revision) {
        return plan(revision, look(revision), OnFailure.ROLLBACK);
    }

    /** With rollback the services are one unit, as the front door has it. */
    private Plan plan(Revision revision, ObservedState observed, OnFailure onFailure) {
        DeployOptions options = options().withTogether(onFailure == OnFailure.ROLLBACK);
        CrashLoops loops = new CrashLoops(ProjectContainers.of(Revision.PROJECT, observed), clock.now());
        DesiredState desired = loops.outlasting(revision.desired());
        return subject.plan(Planner.plan(desired, observed.withTime(clock.now()), options, "deploy all", List.of()));
    }

    private DeployOptions options() {
        return DeployOptions.DEFAULT.withPull(world.request().pull());
    }

    private Plan planRemoval(Revision revision, ObservedState observed, Set<String> services) {
        RemovalOptions options = RemovalOptions.of(services);
        return subject.plan(
                RemovalPlanner.plan(Revision.PROJECT, revision.graph(), observed, options, "undeploy", List.of()));
    }

    /** What the engine has, and its registries where they have to be asked. */
    ObservedState look(Revision revision) {
        ObservedState observed = observe(revision);
        Set<String> questions = RegistryQuestions.of(revision.desired(), observed, options(), clock.now());
        return questions.isEmpty()
                ? observed
                : observed.withRegistry(subject.engine(engine).askRegistries(questions));
    }

    ObservedState observe(Revision revision) {
        Set<String> images = revision.services().stream().map(revision::image).collect(Collectors.toSet());
        return engine.observe(new ObserveRequest(Revision.PROJECT, images, true));
    }

    Run apply(Revision revision, Plan plan, Optional<Duration> within, Run run) {
        return apply(
                revision,
                plan,
                new ApplyOptions(world.request().parallelism(), world.request().onFailure(), within),
                run);
    }

    /** A deployment that nothing stands in the way of. */
    Run applyInPeace(Revision revision, Plan plan) {
        ApplyOptions options = new ApplyOptions(world.request().parallelism(), OnFailure.ROLLBACK, Optional.empty());
        return apply(revision, plan, options, new Run());
    }

    private Run apply(Revision revision, Plan plan, ApplyOptions options, Run run) {
        run.began(clock.elapsed());
        ApplyResult result = PlanRunner.builder(subject.engine(engine))
                .timing(subject.timing(clock))
                .prober((endpoint, within) -> ask(revision, endpoint))
                .masking(subject.masking(revision.desired().mask()::mask))
                .build()
                .run(plan, subject.options(options), run, run.cancellation());
        run.ended(result, clock.elapsed());
        return run;
    }

    private ProbeResult ask(Revision revision, Endpoint endpoint) {
        clock.advance(QUESTION);
        Service service = revision.service(endpoint);
        boolean answers = new Truth(this, revision).answers(service);
        return answers
                ? new ProbeResult(ProbeResult.Verdict.PASSED, "")
                : new ProbeResult(ProbeResult.Verdict.FAILED, "cannot log in with " + Revision.secretOf(service));
    }

    /** The project's containers that are there, as they were when they were first seen: for what never changes. */
    Stream<ObservedContainer> made() {
        Set<String> ids = new LinkedHashSet<>();
        for (ContainerEvent event : engine.events()) {
            if (event.kind() == ContainerEvent.Kind.CREATE) {
                ids.add(event.containerId());
            } else if (event.kind() == ContainerEvent.Kind.DESTROY) {
                ids.remove(event.containerId());
            }
        }
        return ids.stream()
                .map(id -> seen.computeIfAbsent(id, engine::container))
                .filter(Stage::isOurs);
    }

    private static boolean isOurs(ObservedContainer container) {
        return container.label(ComposeLabels.PROJECT).equals(Optional.of(Revision.PROJECT));
    }

    /** The project's containers. */
    List<ObservedContainer> containers() {
        return engine.containers().stream().filter(Stage::isOurs).toList();
    }
}
