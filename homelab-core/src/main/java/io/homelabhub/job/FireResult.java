package io.homelabhub.job;

import java.util.Optional;

/**
 * What came of a time at which a job was due.
 *
 * @param outcome in one word
 * @param reason why it was not run, or failed; empty if it ran
 * @param run the run, if there is one
 */
public record FireResult(Outcome outcome, String reason, Optional<JobRun> run) {
    /** What came of it, in one word. */
    public enum Outcome {
        /** It ran to its end, however that was. */
        RAN,
        /** Somebody else runs it, or has. */
        ALREADY_RUN,
        /** It was not due lately. */
        NOT_DUE,
        /** It is not run, as the job's settings want it. */
        DROPPED,
        /** It could not be run. */
        FAILED
    }

    static FireResult ran(JobRun run) {
        return new FireResult(Outcome.RAN, "", Optional.of(run));
    }

    static FireResult already(String reason) {
        return new FireResult(Outcome.ALREADY_RUN, reason, Optional.empty());
    }

    static FireResult notDue(String reason) {
        return new FireResult(Outcome.NOT_DUE, reason, Optional.empty());
    }

    static FireResult dropped(String reason) {
        return new FireResult(Outcome.DROPPED, reason, Optional.empty());
    }
}
