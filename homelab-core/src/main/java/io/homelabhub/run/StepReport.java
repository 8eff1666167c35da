package io.homelabhub.run;

import io.homelabhub.engine.Effect;
import io.homelabhub.plan.Step;
import java.time.Duration;
import java.util.List;

/**
 * What became of one step.
 *
 * @param step the step
 * @param outcome how it ended
 * @param took from its begin to its end, retries and their pauses included; zero if it was not begun
 * @param undone the actions that took it back, in order; empty if it was not taken back
 */
public record StepReport(Step step, Outcome outcome, Duration took, List<UndoReport> undone) {
    public StepReport {
        undone = List.copyOf(undone);
    }

    /** Whether it succeeded; it may have been taken back since. */
    public boolean succeeded() {
        return outcome instanceof Outcome.Succeeded;
    }

    /** Whether it changed the host; that may have been taken back since. */
    public boolean changedSomething() {
        return outcome instanceof Outcome.Succeeded done && done.effect() == Effect.DONE;
    }
}
