package io.homelabhub.schedule;

import java.time.Instant;
import java.time.ZoneId;

/**
 * An entry of {@code triggers.schedule}.
 *
 * @param cron the times
 * @param zone whose wall clock they are of; {@code UTC} if the file does not say
 * @param concurrency what becomes of a time that comes while the job still runs
 * @param missedFires what becomes of times that passed while nobody kept time
 */
public record Schedule(CronExpression cron, ZoneId zone, Concurrency concurrency, MissedFires missedFires) {
    /** The zone of a schedule that names none, as docker compose and the engine have it. */
    public static final ZoneId DEFAULT_ZONE = ZoneId.of("UTC");

    /** What becomes of a time that comes while the job still runs. */
    public enum Concurrency {
        /** It is dropped. */
        FORBID,
        /** It is kept until the run has ended; of several, one. */
        QUEUE
    }

    /** What becomes of times that passed while nobody kept time. */
    public enum MissedFires {
        /** The last of them is made up for; never all. */
        ONE,
        /** They are dropped. */
        SKIP
    }

    /** When it is next due after {@code instant}. */
    public Instant after(Instant instant) {
        return cron.after(instant, zone);
    }

    /** {@code 0 3 * * * Europe/Berlin}. */
    @Override
    public String toString() {
        return cron + " " + zone;
    }
}
