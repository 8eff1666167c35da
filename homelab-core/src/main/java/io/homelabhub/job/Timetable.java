package io.homelabhub.job;

import io.homelabhub.schedule.Schedule;
import io.homelabhub.schedule.Triggers;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a project does by itself, by its files.
 *
 * @param project the Compose project
 * @param jobs by name, those alone that have a schedule and are in an active profile or none
 * @param backups when a backup is taken; empty if none is by schedule
 */
public record Timetable(String project, SortedMap<String, Triggers> jobs, Optional<Schedule> backups) {
    public Timetable {
        jobs = Collections.unmodifiableSortedMap(new TreeMap<>(jobs));
    }

    /** Whether nothing is. */
    public boolean isEmpty() {
        return jobs.isEmpty() && backups.isEmpty();
    }
}
