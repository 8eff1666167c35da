package io.homelabhub.job;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.Watch;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.Optional;

/** Waits for the end of a container by the engine's events; an engine that goes away meanwhile is waited for as well. */
final class RunEnd {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);
    /** An event may have been lost with a connection that nobody noticed. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);

    private final Engine engine;
    private final String project;
    private final Timing timing;

    RunEnd(Engine engine, String project, Timing timing) {
        this.engine = engine;
        this.project = project;
        this.timing = timing;
    }

    /**
     * Waits until a container is no longer up.
     *
     * @param within the longest wait; empty for no limit
     * @return its status then, or when the time was over; empty if it is gone
     * @throws InterruptedException if the thread is interrupted
     */
    Optional<ContainerStatus> await(String container, Optional<Duration> within) throws InterruptedException {
        Optional<Duration> until = within.map(timing.elapsed()::plus);
        while (true) {
            try {
                return watched(container, until);
            } catch (EngineException gone) {
                if (gone.kind() != EngineException.Kind.UNREACHABLE && gone.kind() != EngineException.Kind.TIMED_OUT) {
                    throw gone;
                }
                timing.sleep(BETWEEN_TRIES);
            }
        }
    }

    private Optional<ContainerStatus> watched(String container, Optional<Duration> until) throws InterruptedException {
        Mailbox<ContainerEvent> events = timing.mailbox();
        Watch watch = engine.watch(project, events::put);
        try {
            Optional<ContainerStatus> status = engine.status(container);
            while (status.filter(looked -> looked.state().isUp()).isPresent() && !isOver(until)) {
                Optional<ContainerEvent> event = events.take(left(until));
                if (event.isEmpty() || concerns(event.get(), container)) {
                    status = engine.status(container);
                }
            }
            return status;
        } finally {
            watch.close();
        }
    }

    private static boolean concerns(ContainerEvent event, String container) {
        return switch (event.kind()) {
            case GAP -> true;
            case DIE, STOP, DESTROY ->
                event.container().equals(container) || event.containerId().equals(container);
            default -> false;
        };
    }

    private boolean isOver(Optional<Duration> until) {
        return until.filter(end -> end.compareTo(timing.elapsed()) <= 0).isPresent();
    }

    private Duration left(Optional<Duration> until) {
        return until.map(end -> end.minus(timing.elapsed()))
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .filter(left -> left.compareTo(BETWEEN_LOOKS) < 0)
                .orElse(BETWEEN_LOOKS);
    }
}
