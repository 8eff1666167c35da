package io.homelabhub.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whose log is wanted, and which part of it.
 *
 * @param names services, groups or patterns, also services that have left the files; none for all that have containers
 * @param index the number of the container, of each service; empty for all of its containers
 * @param tail how many lines of each container to begin with, 0 and up; empty for all
 * @param since the earliest time of a line, by the engine's clock
 * @param until the latest time of a line
 * @param follow whether to go on with what is written from now on, also by containers that come later
 */
public record LogQuery(
        List<String> names,
        Optional<Integer> index,
        Optional<Integer> tail,
        Optional<Instant> since,
        Optional<Instant> until,
        boolean follow) {
    /**
     * As given.
     *
     * @throws IllegalArgumentException for a tail below zero, or an end of what is followed
     */
    public LogQuery {
        names = List.copyOf(names);
        tail.filter(lines -> lines < 0).ifPresent(lines -> {
            throw new IllegalArgumentException("tail is " + lines + "; give 0 or more");
        });
        if (follow && until.isPresent()) {
            throw new IllegalArgumentException("until and follow exclude each other; leave one out");
        }
    }

    /** All that these have written. */
    public static LogQuery of(List<String> names) {
        return new LogQuery(names, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** The same of what is asked for in one place. */
    LogQuery of(ServiceLog.Place place) {
        return new LogQuery(place.names(), index, tail, since, until, follow);
    }

    /** What is asked for, in words. */
    String spokenIn(String project) {
        return names.isEmpty() ? "project " + project : String.join(", ", names);
    }

    /** Of the containers with this number alone. */
    public LogQuery withIndex(int index) {
        return new LogQuery(names, Optional.of(index), tail, since, until, follow);
    }

    /** Beginning this many lines before the end of each container's log. */
    public LogQuery withTail(int lines) {
        return new LogQuery(names, index, Optional.of(lines), since, until, follow);
    }

    /** From this time on. */
    public LogQuery withSince(Instant time) {
        return new LogQuery(names, index, tail, Optional.of(time), until, follow);
    }

    /** Up to this time. */
    public LogQuery withUntil(Instant time) {
        return new LogQuery(names, index, tail, since, Optional.of(time), follow);
    }

    /** Going on with what is written from now on. */
    public LogQuery following() {
        return new LogQuery(names, index, tail, since, until, true);
    }
}
