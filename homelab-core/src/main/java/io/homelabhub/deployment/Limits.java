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
}
