package io.homelabhub.testkit.simulation;

import static io.homelabhub.testkit.engine.Calls.anyAction;
import static io.homelabhub.testkit.engine.Times.always;
import static io.homelabhub.testkit.engine.Times.nth;

import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.failure.StackTraces;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Plan;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.engine.EventFaults;
import io.homelabhub.testkit.engine.FaultScript;
import io.homelabhub.testkit.engine.RandomFaults;
import io.homelabhub.testkit.simulation.Trouble.Mishap;
import io.homelabhub.testkit.simulation.World.Mark;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plays one world through and looks for what must never be. */
final class Trial {
    private static final Duration ENGINE_DOWNTIME = Duration.ofSeconds(11);
    private static final Duration ENGINE_START = Duration.ofSeconds(2);
    private static final int MOST_ACTIONS_BETWEEN = 5;

    private final World world;
    private final Stage stage;
    private final Run run = new Run();

    private Trial(World world, Subject subject) {
        this.world = world;
        this.stage = new Stage(world, subject);
    }

    /** What was violated first; empty if all is as it must be. */
    static Optional<Violation> of(World world, Subject subject) {
        try {
            if (world.trouble().kind().isRival()) {
                new Rivalry(world, subject).play();
            } else if (world.trouble().is(Mishap.INTERRUPT)) {
                new Interruption(world, subject).play();
            } else {
                new Trial(world, subject).play();
            }
            return Optional.empty();
        } catch (ViolationFound found) {
            return Optional.of(found.violation());
        } catch (RuntimeException | AssertionError e) {
            return Optional.of(new Violation(0, "a defect: " + StackTraces.text(e)));
        }
    }

    private void play() {
        deployBefore();
        Set<String> served = ids(stage.containers());
        world.upsets().forEach(stage::upset);
        world.first().stream()
                .filter(service -> world.is(Mark.LOOPING, service))
                .forEach(stage::loops);
        stage.secondRevisionDoesAsItDoes();
        if (world.crashed() > 0) {
            crash();
        }
        registry();
        Hosts before = Hosts.of(stage);
        ObservedState observed = stage.look(Revision.second(world));
        Plan plan = stage.plan(observed);
        Checks.planIsTheSameAgain(plan, stage.plan(observed));
        Checks.waitsForNothingNeedless(world, plan);
        new Freshness(stage, Revision.second(world)).requireNothingNeedless(plan);
        Checks.tellsNoSecret(world, plan);
        trouble();
        Revision second = Revision.second(world);
        Guard guard = new Guard(stage, second, run, those(served, observed));
        stage.engine.on(anyAction()).isPrecededBy(always(), guard::check);
        stage.apply(second, plan, timeLimit(), run);
        guard.requireKept();
        new Aftermath(stage, run, before).check();
        converge(second, before);
    }

    private static Set<String> ids(List<ObservedContainer> containers) {
        return containers.stream().map(ObservedContainer::id).collect(Collectors.toSet());
    }

    private static List<ObservedContainer> those(Set<String> ids, ObservedState observed) {
        return observed.containers().stream()
                .filter(container -> ids.contains(container.id()))
                .toList();
    }

    private void deployBefore() {
        Revision first = Revision.first(world);
        if (!first.services().isEmpty()) {
            Run deployment = stage.applyInPeace(first, stage.plan(first));
            Checks.require(
                    1,
                    deployment.result().ending() == Ending.APPLIED,
                    () -> "the first revision did not come up: " + Traces.of(deployment.result()));
            Plan again = stage.plan(first);
            Checks.require(1, again.isEmpty(), () -> "straight after a deployment the plan is not empty:\n" + again);
        }
    }

    /** Another deployment to the same end, that was killed on its way. */
    private void crash() {
        loseTheEngineAt(world.crashed());
        stage.apply(Revision.second(world), stage.plan(), Optional.empty(), new Run());
        stage.engine.meetingNoMoreFaults();
        stage.engine.troubles().engineIsReachable();
    }

    /** To the host it is all the same whether it has lost the deploying process, or that the host. */
    private void loseTheEngineAt(int action) {
        stage.engine
                .on(anyAction())
                .isPrecededBy(nth(action), call -> stage.engine.troubles().engineIsUnreachable());
    }

    private void registry() {
        if (world.trouble().is(Mishap.REGISTRY_SILENT)) {
            stage.engine.registry().tellsNothing();
        } else if (world.trouble().is(Mishap.REGISTRY_AWAY)) {
            stage.engine.registry().isAway();
        }
    }

    private void trouble() {
        int number = world.trouble().number();
        FaultScript actions = stage.engine.on(anyAction());
        switch (world.trouble().kind()) {
            case NONE, TIME_OUT, REGISTRY_SILENT, REGISTRY_AWAY, RIVAL, PATIENT_RIVAL, INTERRUPT -> {}
            case DEATH -> deathAfter(Duration.ofMillis(100L * number));
            case RESTART -> restartAfter(Duration.ofMillis(100L * number));
            case OFF_NETWORK -> offNetworkAfter(Duration.ofMillis(100L * number));
            case SLOW_LOOP -> stage.endsAgainAndAgain(world.seed(), Duration.ofSeconds(number));
            case CANCEL -> actions.isPrecededBy(nth(number), call -> stage.cancel(run));
            case CANCEL_LATER -> cancelAfter(Duration.ofMillis(100L * number));
            case CANCEL_NOW -> actions.isPrecededBy(nth(number), call -> stage.cancelNow(run));
            case CANCEL_TWICE -> {
                actions.isPrecededBy(nth(number), call -> stage.cancel(run));
                actions.isPrecededBy(nth(number + afterwards()), call -> stage.cancelNow(run));
            }
            case CRASH -> loseTheEngineAt(number);
            case REFUSAL -> actions.fails(Kind.REJECTED, nth(number));
            case LOST_ANSWER -> actions.losesTheAnswer(nth(number));
            case FAULTS -> stage.engine.meeting(new RandomFaults(world.seed(), number / 100.0));
            case ENGINE_RESTART ->
                actions.isPrecededBy(
                        nth(number), call -> stage.engine.troubles().engineRestarts(ENGINE_DOWNTIME));
            case ENGINE_SHUTDOWN ->
                actions.isPrecededBy(
                        nth(number), call -> stage.engine.troubles().engineIsShutDown(ENGINE_START));
            case DISK_FULL ->
                actions.isPrecededBy(
                        nth(number), call -> stage.engine.troubles().diskIsFull());
            case BAD_EVENTS -> stage.engine.troubles().eventsAre(new EventFaults(0.3, 0.2, 0.3));
        }
    }

    private void deathAfter(Duration time) {
        var unused = stage.clock.after(time, () -> stage.dies(world.seed()));
    }

    private void restartAfter(Duration time) {
        var unused = stage.clock.after(time, () -> stage.isRestarted(world.seed()));
    }

    private void offNetworkAfter(Duration time) {
        var unused = stage.clock.after(time, () -> stage.isTakenOffItsNetwork(world.seed()));
    }

    private void cancelAfter(Duration time) {
        var unused = stage.clock.after(time, () -> stage.cancel(run));
    }

    /** How many actions later somebody loses patience: at once, while others are under way, or while they are taken back. */
    private int afterwards() {
        return Math.floorMod(world.seed(), MOST_ACTIONS_BETWEEN);
    }

    private Optional<Duration> timeLimit() {
        return world.trouble().is(Mishap.TIME_OUT)
                ? Optional.of(Duration.ofSeconds(world.trouble().number()))
                : Optional.empty();
    }

    private void converge(Revision second, Hosts before) {
        stage.heals();
        Plan again = stage.plan(second);
        Checks.tellsNoSecret(world, again);
        Run healing = stage.applyInPeace(second, again);
        Checks.require(
                3,
                healing.result().ending().isSuccess(),
                () -> "the next deployment does not succeed:\n" + again + "\n" + Traces.of(healing.result()));
        Plan last = stage.plan(second);
        Checks.require(
                1,
                last.isEmpty(),
                () -> "the plan after an apply is not empty:\n" + last + "\n" + last.changes() + "\nit was\n" + again);
        Checks.everythingIsThere(stage, second);
        new Freshness(stage, second).requireNewest();
        before.requireStrangersUntouched();
        before.requireVolumesKept();
        Checks.nothingIsLeftOver(stage);
    }
}
