package io.homelabhub.backup;

import io.homelabhub.backup.ScheduledBackups.Outcome;
import io.homelabhub.definition.FileStamps;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.engine.EngineException;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.run.Cancellation;
import io.homelabhub.schedule.Schedule;
import io.homelabhub.session.LockedException;
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
    private Instant seen;
    private String told = "";

    /** Who is told what comes of it, on the keeper's thread. */
    public interface Listener {
        /** A backup was taken. */
        void taken(Outcome outcome);

        /** None could be taken, or the files cannot be used at present; told once for as long as it is the same. */
        void failed(HomelabException failure);
    }

    BackupKeeper(ScheduledBackups backups, Timing timing, Listener listener) {
        this.backups = backups;
        this.timing = timing;
        this.listener = listener;
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
            while (!closing.isRequested()) {
                look();
                timing.sleep(untilNext());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration untilNext() {
        Instant now = timing.now();
        return schedule.map(times -> Duration.between(now, times.after(now)))
                .filter(left -> left.compareTo(LONGEST_SLEEP) < 0)
                .orElse(LONGEST_SLEEP);
    }

    private void look() {
        try {
            reload();
            Optional<Instant> due = schedule.flatMap(times -> ScheduledBackups.lastDue(times, timing.now()))
                    .filter(at -> at.isAfter(seen));
            if (due.isPresent()) {
                take(due.get());
            }
        } catch (HomelabException broken) {
            tellOnce(broken);
        }
    }

    /** Files that cannot be read at present leave all as it was. */
    private void reload() {
        if (stamps != null && !stamps.haveChanged()) {
            return;
        }
        boolean begins = stamps == null;
        ProjectDefinition definition = backups.definition();
        stamps = FileStamps.of(definition);
        schedule = definition.compose().options().backup().schedule();
        if (begins && backups.hasAny(definition.project())) {
            seen = Instant.MIN; // what was missed is made up for
        }
    }

    private void take(Instant due) {
        try {
            Outcome outcome = backups.takeIfDue(BackupListener.NONE, closing);
            seen = due;
            told = "";
            if (outcome.result().isPresent()) {
                listener.taken(outcome);
            }
        } catch (EngineException | LockedException passing) {
            tellOnce(passing); // tried again until the next time is due, which then stands for it
        } catch (HomelabException failure) {
            seen = due;
            tellOnce(failure);
            told = "";
        }
    }

    private void tellOnce(HomelabException failure) {
        String text = String.valueOf(failure.getMessage());
        if (!told.equals(text) && !closing.isRequested()) {
            told = text;
            listener.failed(failure);
        }
    }

    /** Keeps no time any more. A backup that is under way is given up, and what it had stopped comes back. Twice is harmless. */
    @Override
    public synchronized void close() {
        closing.cancel();
        task.ifPresent(Task::interrupt);
    }
}
