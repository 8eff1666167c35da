package io.homelabhub.backup;

import io.homelabhub.backup.ScheduledBackups.Outcome;
import io.homelabhub.definition.FileStamps;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.engine.EngineException;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.run.Cancellation;
import io.homelabhub.schedule.Schedule;
import io.homelabhub.session.LockedException;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the time of scheduled backups on a thread of its own, once it has begun and until it is closed. Asks nothing of the engine between two times; looks every
 * half minute whether files have changed or the clock was set. A time that passed while nobody kept time is made up for, the last
 * alone, unless there is no backup at all yet.
 */
public final class BackupKeeper implements AutoCloseable {
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

    private final ScheduledBackups backups;
    private final Timing timing;
    private final Listener listener;
    private final Cancellation closing = new Cancellation();
    private Optional<Task> task = Optional.empty();
    private Optional<Schedule> schedule = Optional.empty();
    private @Nullable FileStamps stamps;
    private final Mailbox<Boolean> stopped;
    private final Mailbox<Boolean> ended;
    private Instant seen;
    private String told = "";

    /** Who is told what comes of it, on the keeper's thread. */
    public interface Listener {
        /** A backup was taken. */
        void taken(Outcome outcome);

        /** None could be taken; told once for as long as it is the same. A {@code HomelabException} unless it is a defect. */
        void failed(RuntimeException failure);
    }

    BackupKeeper(ScheduledBackups backups, Timing timing, Listener listener) {
        this.backups = backups;
        this.timing = timing;
        this.listener = listener;
        this.stopped = timing.mailbox();
        this.ended = timing.mailbox();
        this.seen = timing.now();
    }

    /** Begins to keep the time. Twice is harmless. */
    public synchronized void begin() {
        if (task.isEmpty() && !closing.isRequested()) {
            task = Optional.of(timing.start("homelab-backups", this::run));
        }
    }

    private void run() {
        try {
            do {
                look();
            } while (stopped.take(untilNext()).isEmpty());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            ended.put(true);
        }
    }

    private Duration untilNext() {
        Instant now = timing.now();
        return schedule.map(times -> Duration.between(now, times.after(now)))
                .filter(left -> left.compareTo(LONGEST_SLEEP) < 0)
                .orElse(LONGEST_SLEEP);
    }

    private void look() {
        reload();
        schedule.flatMap(times -> ScheduledBackups.lastDue(times, timing.now()))
                .filter(at -> at.isAfter(seen))
                .ifPresent(this::take);
    }

    /** Files that cannot be used at present leave all as it was; that they cannot is told when a backup is due. */
    private void reload() {
        if (stamps != null && !stamps.haveChanged()) {
            return;
        }
        try {
            ProjectDefinition definition = backups.definition();
            Optional<Schedule> said = definition.compose().options().backup().schedule();
            if (stamps == null) {
                seen = backups.hasAny(definition.project()) ? Instant.MIN : seen; // what was missed is made up for
            } else if (!said.equals(schedule)) {
                seen = timing.now();
            }
            schedule = said;
            stamps = FileStamps.of(definition);
        } catch (RuntimeException broken) {
            // looked at again in half a minute
        }
    }

    private void take(Instant due) {
        try {
            Outcome outcome = backups.takeIfDue(ScheduledBackups.LOCK_WAIT, BackupListener.NONE, closing);
            seen = due;
            told = "";
            if (outcome.result().isPresent()) {
                listener.taken(outcome);
            }
        } catch (EngineException | LockedException | InvalidInputException passing) {
            tellOnce(passing); // tried again until the next time is due, which then stands for it
        } catch (RuntimeException failure) {
            seen = due;
            tellOnce(failure);
            told = "";
        }
    }

    private void tellOnce(RuntimeException failure) {
        String text = String.valueOf(failure.getMessage());
        if (!told.equals(text) && !closing.isRequested()) {
            told = text;
            listener.failed(failure);
        }
    }

    /**
     * Keeps no time any more. A backup that is under way is given up, and is waited for until what it had stopped is back. Twice is harmless.
     */
    @Override
    public synchronized void close() {
        closing.cancel();
        stopped.put(true);
        if (task.isPresent()) {
            try {
                boolean unused = ended.take();
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
            task = Optional.empty();
        }
    }
}
