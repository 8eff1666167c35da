package io.homelabhub.run;

/** How a run ended, in one word. Of several that fit, the later one counts. */
public enum Ending {
    /** The plan had no steps. */
    NOTHING_TO_DO,
    /** Every step succeeded. */
    APPLIED,
    /** Some steps failed or were skipped; what succeeded stays. */
    APPLIED_IN_PART,
    /** Some step failed; what had been done was taken back. */
    ROLLED_BACK,
    /** It was cancelled; what had been done was dealt with as after a failure, unless it was cancelled twice. */
    CANCELLED,
    /** Its time was up; what had been done was dealt with as after a failure. */
    TIMED_OUT,
    /** Something that had been done could not be taken back. */
    ROLLBACK_FAILED;

    /** Whether everything is as the plan wants it. */
    public boolean isSuccess() {
        return this == NOTHING_TO_DO || this == APPLIED;
    }
}
