package io.homelabhub.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * What is wanted of a container's log.
 *
 * @param tail how many lines before its end to begin, 0 and up; empty for all
 * @param since the earliest time of a line, inclusive
 * @param until the latest time of a line
 * @param follow whether to go on with what is written from now on, until the container ends
 */
public record LogRequest(Optional<Integer> tail, Optional<Instant> since, Optional<Instant> until, boolean follow) {
    /** All that has been written. */
    public static final LogRequest ALL = new LogRequest(Optional.empty(), Optional.empty(), Optional.empty(), false);

    /**
     * As given.
     *
     * @throws IllegalArgumentException for a tail below zero
     */
    public LogRequest {
        tail.filter(lines -> lines < 0).ifPresent(lines -> {
            throw new IllegalArgumentException("tail is " + lines + "; give 0 or more");
        });
    }

    /** Whether a line of this time is between the two times. */
    public boolean isWanted(Instant time) {
        return since.filter(time::isBefore).isEmpty()
                && until.filter(time::isAfter).isEmpty();
    }

    /** This one from {@code time} on. */
    public LogRequest withSince(Instant time) {
        return new LogRequest(tail, Optional.of(time), until, follow);
    }

    /** This one beginning {@code lines} before the end. */
    public LogRequest withTail(int lines) {
        return new LogRequest(Optional.of(lines), since, until, follow);
    }

    /** This one, going on with what is written from now on. */
    public LogRequest following() {
        return new LogRequest(tail, since, until, true);
    }
}
