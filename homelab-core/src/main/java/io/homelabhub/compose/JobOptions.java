package io.homelabhub.compose;

import java.time.Duration;
import java.util.Optional;

/**
 * What a job says to Homelab alone, under its key {@code x-homelab}:
 *
 * <pre>
 * x-homelab:
 *   timeout: 1h                       # the longest time a run may take; no limit if not given
 *   dependencies: start               # start (default), require or ignore
 *   keep: {succeeded: 5, failed: 10}  # how many runs that have ended are kept
 * </pre>
 *
 * @param timeout the longest time a run may take, more than zero; empty for no limit
 * @param dependencies what is done about services that it depends on and that are not up
 * @param keepSucceeded how many runs are kept that have ended well, 0 to 10,000
 * @param keepFailed how many runs are kept that have failed, 0 to 10,000
 */
public record JobOptions(Optional<Duration> timeout, Dependencies dependencies, int keepSucceeded, int keepFailed) {
    /** What counts where a job says nothing. */
    public static final JobOptions DEFAULT = new JobOptions(Optional.empty(), Dependencies.START, 5, 10);

    /** The most runs of a kind that can be kept. */
    public static final int MOST_KEPT = 10_000;

    /** What is done about services that a job depends on. */
    public enum Dependencies {
        /** They are deployed and awaited before the job runs. */
        START,
        /** The job fails unless they are up and as its conditions want them. */
        REQUIRE,
        /** Nobody looks at them. */
        IGNORE
    }

    JobOptions withTimeout(Duration longest) {
        return new JobOptions(Optional.of(longest), dependencies, keepSucceeded, keepFailed);
    }

    JobOptions withDependencies(Dependencies other) {
        return new JobOptions(timeout, other, keepSucceeded, keepFailed);
    }

    JobOptions withKept(int succeeded, int failed) {
        return new JobOptions(timeout, dependencies, succeeded, failed);
    }
}
