package io.homelabhub.testkit.simulation;

import static io.homelabhub.testkit.engine.Calls.anyAction;
import static io.homelabhub.testkit.engine.Times.always;
import static io.homelabhub.testkit.engine.Times.nth;

import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Plan;
import io.homelabhub.run.Ending;
import io.homelabhub.run.OnFailure;
import io.homelabhub.testkit.engine.EventFaults;
import io.homelabhub.testkit.engine.RandomFaults;
import io.homelabhub.testkit.simulation.World.Trouble;
import java.time.Duration;
import java.util.Optional;

/** Plays one world through and looks for what must never be. */
final class Trial {
    private static final Duration ENGINE_DOWNTIME = Duration.ofSeconds(11);

    private final World world;
    private final Stage stage;
    private final Run run = new Run();

    private Trial(World world) {
        this.world = world;
        this.stage = new Stage(world);
    }

    /** What was violated first; empty if all is as it must be. */
    static Optional<Violation> of(World world) {
        try {
            new Trial(world).play();
            return Optional.empty();
        } catch (ViolationFound found) {
            return Optional.of(found.violation());
        } catch (RuntimeException | AssertionError e) {
            return Optional.of(new Violation(0, "a defect: " + Traces.of(e)));
        }
    }

    private void play() {
        deployBefore();
        stage.secondRevisionDoesAsItDoes();
        Revision second = Revision.second(world);
        Hosts before = Hosts.of(stage);
        Plan plan = plan(second);
        Checks.planIsTheSameAgain(plan, plan(second));
        Checks.tellsNoSecret(world, plan);
        trouble();
        StartOrder startOrder = new StartOrder(stage, second, run);
        stage.engine.on(anyAction()).isPrecededBy(always(), startOrder::check);
        stage.apply(second, plan, timeLimit(), run);
        startOrder.requireKept();
        checkRun(before);
        converge(second, before);
    }

    private void deployBefore() {
        Revision first = Revision.first(world);
        if (!first.services().isEmpty()) {
            Run deployment = stage.applyInPeace(first, stage.plan(first));
            Checks.require(
                    1,
                    deployment.result().ending() == Ending.APPLIED,
                    () -> "the first revision did not come up: " + Traces.of(deployment.result()));
            Checks.require(
                    1,
                    stage.plan(first).isEmpty(),
                    () -> "straight after a deployment the plan is not empty:\n" + stage.plan(first));
        }
        world.upsets().forEach(stage::upset);
    }

    private Plan plan(Revision second) {
        return world.undeployed().isEmpty()
                ? stage.plan(second, world.onFailure())
                : stage.planRemoval(second, world.undeployed());
    }

    private void trouble() {
        Trouble trouble = world.trouble();
        int number = trouble.number();
        switch (trouble.kind()) {
            case NONE, TIME_OUT -> {}
            case CANCEL ->
                stage.engine.on(anyAction()).isPrecededBy(nth(number), call -> run.cancellation()
                        .cancel());
            case CANCEL_NOW ->
                stage.engine.on(anyAction()).isPrecededBy(nth(number), call -> run.cancellation()
                        .cancelNow());
            case CRASH ->
                stage.engine.on(anyAction()).isPrecededBy(nth(number), call -> stage.engine
                        .troubles()
                        .engineIsUnreachable());
            case REFUSAL -> stage.engine.on(anyAction()).fails(Kind.REJECTED, nth(number));
            case LOST_ANSWER -> stage.engine.on(anyAction()).losesTheAnswer(nth(number));
            case FAULTS -> stage.engine.meeting(new RandomFaults(world.seed(), number / 100.0));
            case ENGINE_RESTART ->
                stage.engine.on(anyAction()).isPrecededBy(nth(number), call -> stage.engine
                        .troubles()
                        .engineRestarts(ENGINE_DOWNTIME));
            case DISK_FULL ->
                stage.engine.on(anyAction()).isPrecededBy(nth(number), call -> stage.engine
                        .troubles()
                        .diskIsFull());
            case BAD_EVENTS -> stage.engine.troubles().eventsAre(new EventFaults(0.3, 0.2, 0.3));
        }
    }

    private Optional<Duration> timeLimit() {
        return world.trouble().kind() == Trouble.Mishap.TIME_OUT
                ? Optional.of(Duration.ofSeconds(world.trouble().number()))
                : Optional.empty();
    }

    private void checkRun(Hosts before) {
        Checks.stepsWaitForWhatTheyWaitFor(run);
        Checks.parallelismIsBounded(world, stage);
        Checks.tellsNoSecret(world, run);
        before.requireStrangersUntouched();
        before.requireVolumesKept();
        if (world.trouble().kind() == Trouble.Mishap.NONE) {
            new NoBarriers(world.parallelism(), run, stage.engine.calls()).require();
        }
        if (isTakenBack(before)) {
            before.requireRestored();
        }
        if (world.trouble().kind() == Trouble.Mishap.CANCEL) {
            Checks.noTemporaryContainers(stage);
        }
    }

    /**
     * Whether everything has to be as it was. What befell the host from outside is not taken back, and from the first
     * removal of an old container on there is no way back.
     */
    private boolean isTakenBack(Hosts before) {
        boolean removed = stage.engine.actions().stream()
                .anyMatch(action ->
                        action instanceof Action.RemoveContainer removal && before.hasContainer(removal.container()));
        return !removed
                && switch (world.trouble().kind()) {
                    case NONE, REFUSAL, LOST_ANSWER, DISK_FULL, BAD_EVENTS ->
                        run.result().ending() == Ending.ROLLED_BACK;
                    case CANCEL, TIME_OUT ->
                        world.onFailure() == OnFailure.ROLLBACK
                                && !run.result().ending().isSuccess();
                    default -> false;
                };
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
        before.requireStrangersUntouched();
        before.requireVolumesKept();
        Checks.require(
                0,
                stage.clock.tasksUnderWay().isEmpty() && stage.clock.uncaught().isEmpty(),
                () -> "left over: " + stage.clock.tasksUnderWay() + ", thrown: " + stage.clock.uncaught());
    }
}
