package io.homelabhub;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.Optional;

/** The project's lock on an engine, held while a plan is applied. Closing gives it back. */
final class ProjectLock implements AutoCloseable {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final Engine engine;
    private final String project;
    private final LockHolder holder;

    private ProjectLock(Engine engine, String project, LockHolder holder) {
        this.engine = engine;
        this.project = project;
        this.holder = holder;
    }

    /**
     * Takes the lock, waiting up to {@code within} for another holder to give it back. A lock whose holder ran on this
     * machine and is no longer alive is taken over.
     *
     * @throws LockedException naming the holder, if it is not to be had in time
     */
    static ProjectLock acquire(Engine engine, String project, LockHolder holder, Duration within, Timing timing) {
        Duration until = timing.elapsed().plus(within);
        while (true) {
            Optional<LockHolder> other = engine.acquireLock(project, holder);
            if (other.isEmpty()) {
                return new ProjectLock(engine, project, holder);
            }
            if (isDead(other.get(), holder)) {
                engine.releaseLock(project, other.get());
            } else if (timing.elapsed().compareTo(until) >= 0 || !pause(timing)) {
                throw new LockedException(project, holder.operation(), other.get());
            }
        }
    }

    private static boolean isDead(LockHolder other, LockHolder ours) {
        return other.who().equals(ours.who())
                && ProcessHandle.of(other.process())
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }

    private static boolean pause(Timing timing) {
        try {
            timing.sleep(BETWEEN_TRIES);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        engine.releaseLock(project, holder);
    }
}
