package io.homelabhub.run;

import io.homelabhub.plan.Step;
import java.util.List;

/**
 * What a run comes to, once no step is under way any more. Pure.
 *
 * @param cancelled whether it was cancelled before every step had ended
 * @param timedOut whether its time was up before that
 */
record Conclusion(RollbackScope scope, Ledger ledger, OnFailure onFailure, boolean cancelled, boolean timedOut) {
    /** The steps that have to be taken back, in plan order. */
    List<Step> toTakeBack() {
        if (ledger.isAllSucceeded()) {
            return List.of();
        }
        if (onFailure != OnFailure.ROLLBACK) {
            return cancelled || timedOut ? scope.halfMade() : List.of();
        }
        return isWholeConcerned() ? scope.everything() : scope.halfMade();
    }

    private boolean isWholeConcerned() {
        return cancelled || timedOut || scope.isCalledForBy(ledger.ended(Outcome.Failed.class));
    }

    /**
     * The ending in one word.
     *
     * @param steps what became of each, taking back included
     * @param stopped whether it was to end at once, so that what was not taken back is no failure of its own
     */
    Ending ending(List<StepReport> steps, boolean stopped) {
        if (ledger.isAllSucceeded()) {
            return steps.isEmpty() ? Ending.NOTHING_TO_DO : Ending.APPLIED;
        }
        boolean undoFailed = steps.stream()
                .flatMap(report -> report.undone().stream())
                .anyMatch(undo -> undo.failure().isPresent());
        if (undoFailed && !stopped) {
            return Ending.ROLLBACK_FAILED;
        }
        if (cancelled || timedOut) {
            return timedOut ? Ending.TIMED_OUT : Ending.CANCELLED;
        }
        boolean asBefore = onFailure == OnFailure.ROLLBACK && isWholeConcerned() && !scope.leavesSomethingDone();
        return asBefore ? Ending.ROLLED_BACK : Ending.APPLIED_IN_PART;
    }
}
