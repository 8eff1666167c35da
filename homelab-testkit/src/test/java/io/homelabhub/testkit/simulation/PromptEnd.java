package io.homelabhub.testkit.simulation;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Work;
import io.homelabhub.testkit.simulation.Trouble.Mishap;
import io.homelabhub.testkit.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Requires that a run which is told to end begins nothing new, and that one which is told to end at once is over then. To finish
 * a replacement that has succeeded is nothing new.
 */
final class PromptEnd {
    /** How long interrupted calls are waited for. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2).plusMillis(100);

    private final Stage stage;
    private final Run run;

    PromptEnd(Stage stage, Run run) {
        this.stage = stage;
        this.run = run;
    }

    void require() {
        run.toldToEnd().or(this::timeIsUp).ifPresent(this::requireNothingNewSince);
        run.toldToEndNow().ifPresent(this::requireOverAfter);
    }

    private Optional<Duration> timeIsUp() {
        Trouble trouble = stage.world.trouble();
        return Optional.of(run.began().plusSeconds(trouble.number())).filter(any -> trouble.is(Mishap.TIME_OUT));
    }

    private void requireNothingNewSince(Duration told) {
        Instant since = VirtualClock.START.plus(told);
        for (HomelabEvent event : run.events()) {
            boolean begins = event.at().isAfter(since)
                    && event instanceof HomelabEvent.StepStarted started
                    && !isTidyingUp(started.step().work());
            Checks.require(13, !begins, () -> "told to end at " + since + ", it still went on: " + event);
        }
    }

    private static boolean isTidyingUp(Work work) {
        return work instanceof Action.StopContainer
                || work instanceof Action.RemoveContainer
                || work instanceof Action.RenameContainer
                || work instanceof Action.ReconnectNetwork;
    }

    private void requireOverAfter(Duration told) {
        Checks.require(
                13,
                run.ended().compareTo(told.plus(AT_ONCE)) <= 0,
                () -> "told to end at once after " + told + ", it ended after " + run.ended());
        stage.engine.calls().stream()
                .filter(call -> call.call().action().isPresent() && call.began().compareTo(told) > 0)
                .findFirst()
                .ifPresent(call -> {
                    throw new ViolationFound(
                            new Violation(13, "told to end at once after " + told + ", it still called " + call));
                });
    }
}
