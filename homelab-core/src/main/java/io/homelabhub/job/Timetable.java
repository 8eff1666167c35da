package io.homelabhub.job;

import io.homelabhub.schedule.Triggers;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which jobs of a project run by themselves, by its files.
 *
 * @param project the Compose project
 * @param jobs by name, those alone that have a schedule and are in an active profile or none
 */
public record Timetable(String project, SortedMap<String, Triggers> jobs) {
    public Timetable {
        jobs = Collections.unmodifiableSortedMap(new TreeMap<>(jobs));
    }
}
