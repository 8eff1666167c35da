package io.homelabhub.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What makes a job run.
 *
 * @param manual whether it may be run by hand
 * @param schedules when it runs by itself; none if it does not
 */
public record Triggers(boolean manual, List<Schedule> schedules) {
    public Triggers {
        schedules = List.copyOf(schedules);
    }

    /** Whether it runs by itself. */
    public boolean isScheduled() {
        return !schedules.isEmpty();
    }

    /** When it is next due after {@code instant}, and by which schedule; of several at once the one that is written first. */
    public Optional<Due> after(Instant instant) {
        return schedules.stream()
                .map(schedule -> new Due(schedule.after(instant), schedule))
                .min((a, b) -> a.at().compareTo(b.at()));
    }

    /**
     * A time at which a job is due.
     *
     * @param schedule says so
     */
    public record Due(Instant at, Schedule schedule) {}
}
