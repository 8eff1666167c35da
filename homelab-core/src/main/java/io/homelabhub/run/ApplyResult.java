package io.homelabhub.run;

import io.homelabhub.plan.Plan;
import java.time.Duration;
import java.util.List;

/**
 * What became of a plan.
 *
 * @param plan the plan
 * @param ending how the run ended, in one word
 * @param steps a report for every step, in plan order
 * @param failures the root causes, in the order in which they came; those that only ran out of the run's time come last
 * @param quietEnds what may have been a job or have given up, where that stays
 * @param took from the first step's begin until everything had ended, taking back included
 */
public record ApplyResult(
        Plan plan,
        Ending ending,
        List<StepReport> steps,
        List<FailureReport> failures,
        List<QuietEnd> quietEnds,
        Duration took) {
    public ApplyResult {
        steps = List.copyOf(steps);
        failures = List.copyOf(failures);
        quietEnds = List.copyOf(quietEnds);
    }

    /** Whether the host was changed, be it only for a while. */
    public boolean changedSomething() {
        return steps.stream().anyMatch(StepReport::changedSomething);
    }

    /**
     * This result, if it is a success.
     *
     * @throws ApplyFailedException if it is none; carries this result
     */
    public ApplyResult orThrow() {
        if (!ending.isSuccess()) {
            throw new ApplyFailedException(this);
        }
        return this;
    }

    /** The actions that should have taken a step back and did not. */
    public List<UndoReport> failedUndos() {
        return steps.stream()
                .flatMap(report -> report.undone().stream())
                .filter(undo -> undo.failure().isPresent())
                .toList();
    }
}
