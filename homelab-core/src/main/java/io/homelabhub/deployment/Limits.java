package io.homelabhub.deployment;

import java.time.Duration;
import java.util.Optional;

/** What requests may say about time. */
public final class Limits {
    private Limits() {}

    /**
     * Refuses what leaves no time to do anything.
     *
     * @throws IllegalArgumentException for a time in which nothing can be done, naming it
     */
    public static void check(Optional<Duration> within, Duration lockWait) {
        within.filter(time -> time.isNegative() || time.isZero()).ifPresent(time -> {
            throw new IllegalArgumentException("within is " + time + "; give more than zero");
        });
        if (lockWait.isNegative()) {
            throw new IllegalArgumentException("lockWait is " + lockWait + "; give zero or more");
        }
    }

    /**
     * Refuses what no engine takes.
     *
     * @throws IllegalArgumentException for a time to end that is negative, or no whole number of seconds
     */
    public static void checkStop(Optional<Duration> stopTimeout) {
        stopTimeout.filter(time -> time.isNegative() || time.toNanosPart() > 0).ifPresent(time -> {
            throw new IllegalArgumentException("stopTimeout is " + time + "; give whole seconds, zero or more");
        });
    }
}
