package io.homelabhub.job;

import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.HomelabLabels;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * A run of a job, as its container tells it.
 *
 * @param job its name
 * @param container by its name
 * @param state how far it has come
 * @param due when the job was due; empty if somebody ran it by hand
 * @param neededBy the job that needs it and the time at which that one was due; empty if it ran for its own sake
 * @param by who had it run, as {@code user@host}; empty if unknown
 * @param created when the container was made
 * @param started when it began; empty if it has not
 * @param finished when it ended; empty if it has not
 * @param exitCode how it ended, 0 to 255; empty if it has not
 * @param outOfMemory whether the kernel killed one of its processes
 * @param failure why it never ran, or could not be started; empty if it was
 */
public record JobRun(
        String job,
        String container,
        State state,
        Optional<Instant> due,
        Optional<String> neededBy,
        Optional<String> by,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> finished,
        Optional<Integer> exitCode,
        boolean outOfMemory,
        Optional<String> failure) {
    /** How far a run has come. */
    public enum State {
        /** It is about to be started. */
        PENDING,
        RUNNING,
        /** It ended with exit code 0. */
        SUCCEEDED,
        /** It ended with another exit code, or could not be started. */
        FAILED,
        /** It was stopped when the longest time was over that its job may run. */
        TIMED_OUT;

        /** Whether it is at its end. */
        public boolean isOver() {
            return this != PENDING && this != RUNNING;
        }
    }

    /**
     * As the engine has it.
     *
     * @param container as it was listed
     * @param status of the same, looked at since
     */
    static JobRun of(ObservedContainer container, ContainerStatus status) {
        Optional<String> failure = container.label(HomelabLabels.JOB_FAILURE).or(() -> Optional.of(status.error())
                .filter(error -> !error.isEmpty()));
        Optional<Instant> started = past(status.startedAt());
        State state = state(container, status, failure.isPresent());
        return new JobRun(
                container.label(HomelabLabels.JOB).orElse(""),
                container.name(),
                state,
                dueOf(container),
                container.label(HomelabLabels.JOB_FOR),
                container.label(HomelabLabels.JOB_BY),
                container.created(),
                started,
                state.isOver() ? past(status.finishedAt()) : Optional.empty(),
                state.isOver() && started.isPresent() ? Optional.of(status.exitCode()) : Optional.empty(),
                status.outOfMemory(),
                failure);
    }

    private static State state(ObservedContainer container, ContainerStatus status, boolean neverRan) {
        if (status.state().isUp()) {
            return State.RUNNING;
        } else if (status.state() == ContainerState.CREATED) {
            return neverRan || status.exitCode() != 0 ? State.FAILED : State.PENDING;
        }
        Duration took = Duration.between(status.startedAt(), status.finishedAt());
        boolean limited = isLimited(container);
        if (limited
                && timeoutOf(container)
                        .filter(longest -> took.compareTo(longest) >= 0)
                        .isPresent()) {
            return State.TIMED_OUT;
        }
        return status.exitCode() == 0 ? State.SUCCEEDED : State.FAILED;
    }

    /** Whether its longest time counts: who runs it by hand sees how long it takes. */
    static boolean isLimited(ObservedContainer container) {
        return dueOf(container).isPresent()
                || container.label(HomelabLabels.JOB_FOR).isPresent();
    }

    /** When the job was due for which a container was made. */
    static Optional<Instant> dueOf(ObservedContainer container) {
        return dueOf(container.labels());
    }

    /** The same, by the labels of whatever tells of a run. */
    static Optional<Instant> dueOf(Map<String, String> labels) {
        try {
            return Optional.ofNullable(labels.get(HomelabLabels.JOB_DUE)).map(Instant::parse);
        } catch (DateTimeParseException notOurs) {
            return Optional.empty();
        }
    }

    /** The longest time that a container may run. */
    static Optional<Duration> timeoutOf(ObservedContainer container) {
        try {
            return container.label(HomelabLabels.JOB_TIMEOUT).map(Duration::parse);
        } catch (DateTimeParseException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> past(Instant time) {
        return Optional.of(time).filter(at -> at.isAfter(Instant.EPOCH));
    }

    /** How long it has taken; empty unless it has begun and ended. */
    public Optional<Duration> took() {
        return started.flatMap(begin -> finished.map(end -> Duration.between(begin, end)))
                .map(took -> took.isNegative() ? Duration.ZERO : took); // as engines tell of what ends at once
    }
}
