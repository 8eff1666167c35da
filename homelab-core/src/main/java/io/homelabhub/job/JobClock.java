package io.homelabhub.job;

import io.homelabhub.compose.ComposeJob;
import io.homelabhub.schedule.Schedule;
import io.homelabhub.schedule.Triggers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows which time of each schedule has been seen to, and so which is next. Reads no clock. */
final class JobClock {
    /** A time that is noticed later than this has been missed. */
    static final Duration ON_TIME = Duration.ofMinutes(2);

    private final Map<Entry, Instant> seen = new HashMap<>();

    /** A schedule of a job. */
    private record Entry(String job, Schedule schedule) {}

    /**
     * A time at which a job is due.
     *
     * @param at the last one that has passed; those before it are never made up for
     */
    record Fire(ComposeJob job, Schedule schedule, Instant at) {}

    /** Counts times of a job as seen to, up to {@code until}, unless it is known already what was seen to. */
    void begin(ComposeJob job, Instant until) {
        job.triggers().schedules().forEach(schedule -> seen.putIfAbsent(new Entry(job.name(), schedule), until));
    }

    /** What has become due up to {@code now}, one time for each job; it counts as seen to from now on. */
    List<Fire> due(Collection<ComposeJob> jobs, Instant now) {
        List<Fire> fires = new ArrayList<>();
        for (ComposeJob job : jobs) {
            begin(job, now);
            job.triggers().schedules().stream()
                    .flatMap(schedule -> due(job, schedule, now).stream())
                    .max(Comparator.comparing(Fire::at))
                    .ifPresent(fires::add);
        }
        return fires;
    }

    private Optional<Fire> due(ComposeJob job, Schedule schedule, Instant now) {
        Entry entry = new Entry(job.name(), schedule);
        Instant before = seen.getOrDefault(entry, now);
        Optional<Instant> last = schedule.cron().lastBetween(before, now, schedule.zone());
        last.ifPresent(at -> seen.put(entry, at));
        return last.filter(at -> isStillWanted(schedule, at, now)).map(at -> new Fire(job, schedule, at));
    }

    /** Whether a time that is noticed at {@code now} is run for. */
    static boolean isStillWanted(Schedule schedule, Instant at, Instant now) {
        return schedule.missedFires() == Schedule.MissedFires.ONE || isOnTime(at, now);
    }

    /** Whether a time is noticed so early that it has not been missed. */
    static boolean isOnTime(Instant at, Instant now) {
        return Duration.between(at, now).compareTo(ON_TIME) <= 0;
    }

    /** When the next of these jobs is due after {@code now}. */
    static Optional<Instant> next(Collection<ComposeJob> jobs, Instant now) {
        return jobs.stream()
                .flatMap(job -> job.triggers().after(now).stream())
                .map(Triggers.Due::at)
                .min(Comparator.naturalOrder());
    }
}
