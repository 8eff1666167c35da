package io.homelabhub.engine;

import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.time.Instant;

/**
 * Who deploys a project at present.
 *
 * @param id unique to this run
 * @param who as {@code user@host}
 * @param process the process id on that host
 * @param operation as {@code deploy bots}
 * @param since when the lock was taken
 */
public record LockHolder(String id, String who, long process, String operation, Instant since) {
    /** For people: {@code user@host (process 4711), running deploy bots for 40 s}. */
    public String text(Instant now) {
        return "%s (process %d), running %s for %s"
                .formatted(who, process, operation, TimeText.about(Duration.between(since, now)));
    }

    /** {@code user@host (process 4711) since 2026-01-02T03:04:05Z: deploy bots}. */
    @Override
    public String toString() {
        return "%s (process %d) since %s: %s".formatted(who, process, since, operation);
    }
}
