package io.homelabhub.testkit.simulation;

import static io.homelabhub.testkit.engine.Calls.any;
import static io.homelabhub.testkit.engine.Times.nth;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.PlanRefusedException;
import io.homelabhub.engine.EngineException;
import io.homelabhub.failure.StackTraces;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Ending;
import io.homelabhub.run.OnFailure;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody deploys through the front door, and the thread is interrupted while a call to the engine is under way, be it a call
 * of its own or of one that works for it. An executor that shuts down does that to a program.
 */
final class Interruption {
    private final World world;
    private final Subject subject;
    private final Stage stage;
    private boolean happened;
    private boolean over;

    Interruption(World world, Subject subject) {
        this.world = world;
        this.subject = subject;
        this.stage = new Stage(world, Subject.AS_IT_IS);
    }

    /** What the deploy came to, and whether its thread still knew of the interrupt then. */
    private record Outcome(Optional<ApplyResult> result, Optional<RuntimeException> failure, boolean flag) {
        Optional<Ending> ending() {
            return result.or(() -> failure.filter(ApplyFailedException.class::isInstance)
                            .map(failed -> ((ApplyFailedException) failed).result()))
                    .map(ApplyResult::ending);
        }
    }

    void play() {
        try (ComposeFile first = ComposeFile.of(Revision.first(world));
                ComposeFile second = ComposeFile.of(Revision.second(world))) {
            if (!world.first().isEmpty()) {
                FrontDoor door = new FrontDoor(stage, first);
                door.lab("earlier", engine -> engine, stage.clock).deploy(door.everything(), plan -> true);
            }
            stage.secondRevisionDoesAsItDoes();
            Hosts before = Hosts.of(stage);
            FrontDoor door = new FrontDoor(stage, second);
            Outcome outcome = interrupted(door);
            requireToldAsItIs(outcome);
            before.requireStrangersUntouched();
            before.requireVolumesKept();
            if (outcome.ending().filter(Ending.CANCELLED::equals).isPresent()) {
                Checks.noTemporaryContainers(stage, before, Set.of());
                requireTakenBack(before);
            }
            door.converge(Revision.second(world));
        }
    }

    private Outcome interrupted(FrontDoor door) {
        HomelabRuntime lab = door.lab("interrupted", subject::engine, subject.timing(stage.clock));
        Mailbox<Outcome> outcomes = stage.clock.mailbox();
        Task deploying = stage.clock.start("deploying", () -> outcomes.put(deploy(lab, door)));
        stage.engine.on(any()).isPrecededBy(nth(world.trouble().number()), call -> {
            happened = !over;
            deploying.interrupt();
        });
        try {
            return outcomes.take();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException("the wrong thread was interrupted", unexpected);
        }
    }

    private Outcome deploy(HomelabRuntime lab, FrontDoor door) {
        try {
            ApplyResult result = lab.deploy(door.everything(), plan -> true);
            return new Outcome(Optional.of(result), Optional.empty(), isStillInterrupted());
        } catch (RuntimeException failure) {
            return new Outcome(Optional.empty(), Optional.of(failure), isStillInterrupted());
        }
    }

    private boolean isStillInterrupted() {
        over = true;
        return Thread.interrupted();
    }

    /** Lock, flag and report: who catches the exception has nothing else to go by. */
    private void requireToldAsItIs(Outcome outcome) {
        Checks.require(
                16,
                stage.engine.lockHolder(Revision.PROJECT).isEmpty(),
                () -> "the interrupted thread left the lock with " + stage.engine.lockHolder(Revision.PROJECT));
        Checks.require(
                16,
                outcome.flag() == happened,
                () -> "the thread's interrupt flag is " + outcome.flag() + " after " + outcome);
        Checks.require(
                16,
                outcome.failure().stream().allMatch(this::isExpected),
                () -> "it failed with " + outcome.failure().map(StackTraces::text));
        if (outcome.ending().filter(Ending::isSuccess).isPresent()) {
            Checks.everythingIsThere(stage, Revision.second(world));
        }
    }

    /** That services are ill is told as ever; else the thread hears that it was interrupted, and nothing was begun. */
    private boolean isExpected(RuntimeException failure) {
        return failure instanceof ApplyFailedException
                || failure instanceof PlanRefusedException
                || (happened
                        && failure instanceof EngineException engine
                        && engine.kind() == EngineException.Kind.INTERRUPTED);
    }

    /** The first old container is removed when all is ready. From then on there is no way back, and what is left is done. */
    private void requireTakenBack(Hosts before) {
        if (world.request().onFailure() != OnFailure.ROLLBACK) {
            return;
        }
        if (before.isAnyRemoved()) {
            Checks.everythingIsThere(stage, Revision.second(world));
        } else {
            before.requireRestored();
        }
    }
}
