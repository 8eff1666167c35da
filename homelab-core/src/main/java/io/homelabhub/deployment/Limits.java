package io.homelabhub.deployment;

import java.time.Duration;
import java.util.Optional;

/** What requests may say about time. */
final class Limits {
    private Limits() {}

    /** @throws IllegalArgumentException for a time in which nothing can be done, naming it */
    static void check(Optional<Duration> within, Duration lockWait) {
        within.filter(time -> time.isNegative() || time.isZero()).ifPresent(time -> {
            throw new IllegalArgumentException("within is " + time + "; give more than zero");
        });
        if (lockWait.isNegative()) {
            throw new IllegalArgumentException("lockWait is " + lockWait + "; give zero or more");
        }
    }
}
