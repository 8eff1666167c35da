package io.homelabhub.run;

import java.time.Duration;
import java.util.Optional;

/**
 * How a plan is carried out.
 *
 * @param parallelism how many actions and probes may be under way at once, 1 and up; with 1, actions run one by one
 * @param onFailure what becomes of the run after its first failed step
 * @param within the longest time for all steps together, more than zero; empty for no limit. It ends the way forward only:
 *     removing what has been replaced already may take half a minute more. Taking back has a limit of its own, whether or
 *     not this one is given: an old container is waited for as long as its service may take to be ready, and all of them for
 *     10 minutes, or as long as the slowest if that is more. Then the rest is started without being waited for, and 2 minutes
 *     later the run ends, whatever the engine does. What is not back by then counts as not taken back
 */
public record ApplyOptions(int parallelism, OnFailure onFailure, Optional<Duration> within) {
    /** Four at once (more does not help one engine, which is busy itself), roll back on failure, no limit. */
    public static final ApplyOptions DEFAULT = new ApplyOptions(4, OnFailure.ROLLBACK, Optional.empty());

    public ApplyOptions {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism is " + parallelism + "; give 1 or more");
        }
        if (within.filter(limit -> limit.isNegative() || limit.isZero()).isPresent()) {
            throw new IllegalArgumentException("within is " + within.get() + "; give more than zero");
        }
    }

    /** These options with another bound on parallelism. */
    public ApplyOptions withParallelism(int parallelism) {
        return new ApplyOptions(parallelism, onFailure, within);
    }

    /** These options with another answer to failure. */
    public ApplyOptions withOnFailure(OnFailure onFailure) {
        return new ApplyOptions(parallelism, onFailure, within);
    }

    /** These options with a limit on the whole run. */
    public ApplyOptions withWithin(Duration within) {
        return new ApplyOptions(parallelism, onFailure, Optional.of(within));
    }
}
