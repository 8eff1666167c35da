package io.homelabhub.run;

import io.homelabhub.plan.Step;
import java.util.List;

/**
 * What a run comes to, once no step is under way any more. Pure.
 *
 * @param cancelled whether it was cancelled before every step had ended
 * @param timedOut whether its time was up before that
 * @param failedElsewhere whether a run on another host has failed, so that this one is taken back with it
 * @param lastLook what became of that which was ready, or was to stay as it was
 */
record Conclusion(
        RollbackScope scope,
        Ledger ledger,
        OnFailure onFailure,
        boolean cancelled,
        boolean timedOut,
        boolean failedElsewhere,
        LastLook lastLook) {
    /** The steps that have to be taken back, in plan order. */
    List<Step> toTakeBack() {
        if (isAllWell()) {
            return List.of();
        }
        if (onFailure != OnFailure.ROLLBACK) {
            List<Step> late = timedOut ? scope.abandoned() : List.of();
            return cancelled ? scope.halfMade() : late;
        }
        return isWholeConcerned() ? scope.everything() : scope.halfMade();
    }

    private boolean isAllWell() {
        return !failedElsewhere && ledger.isAllSucceeded() && lastLook.isPassed();
    }

    private boolean isWholeConcerned() {
        return failedElsewhere || cancelled || timedOut || isWholeConcerned(ledger.ended(Outcome.Failed.class));
    }

    /** Whether these failures, or what fell beside them, concern the whole deploy. */
    boolean isWholeConcerned(List<Step> failed) {
        return lastLook.hasStandingFallen() || scope.isCalledForBy(failed);
    }

    /**
     * The ending in one word.
     *
     * @param steps what became of each, taking back included
     * @param stopped whether it was to end at once, so that what was not taken back is no failure of its own
     */
    Ending ending(List<StepReport> steps, boolean stopped) {
        if (isAllWell()) {
            return lastLook.hasFoundIll()
                    ? Ending.APPLIED_IN_PART
                    : steps.isEmpty() ? Ending.NOTHING_TO_DO : Ending.APPLIED;
        }
        boolean undoFailed = steps.stream()
                .flatMap(report -> report.undone().stream())
                .anyMatch(undo -> undo.failure().isPresent());
        if ((undoFailed || lastLook.hasFallenLate()) && !stopped) {
            return Ending.ROLLBACK_FAILED;
        }
        if (cancelled || timedOut) {
            return timedOut ? Ending.TIMED_OUT : Ending.CANCELLED;
        }
        boolean asBefore = onFailure == OnFailure.ROLLBACK && isWholeConcerned() && !scope.leavesSomethingDone();
        return asBefore ? Ending.ROLLED_BACK : Ending.APPLIED_IN_PART;
    }
}
