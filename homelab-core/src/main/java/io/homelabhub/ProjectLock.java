package io.homelabhub;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The project's lock on an engine, held while a plan is applied. */
final class ProjectLock {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private ProjectLock() {}

    /**
     * Does {@code work} while the lock is held, waiting up to {@code within} for another holder to give it back. A lock whose
     * holder ran on this machine and is no longer alive is taken over.
     *
     * @throws LockedException naming the holder, if it is not to be had in time
     */
    static <T> T holding(
            Engine engine, String project, LockHolder holder, Duration within, Timing timing, Supplier<T> work) {
        acquire(engine, project, holder, within, timing);
        try {
            return work.get();
        } finally {
            engine.releaseLock(project, holder);
        }
    }

    private static void acquire(Engine engine, String project, LockHolder holder, Duration within, Timing timing) {
        Duration until = timing.elapsed().plus(within);
        Optional<LockHolder> other = engine.acquireLock(project, holder);
        while (other.isPresent()) {
            if (isDead(other.get(), holder)) {
                engine.releaseLock(project, other.get());
            } else if (timing.elapsed().compareTo(until) >= 0 || !pause(timing)) {
                throw new LockedException(project, holder.operation(), other.get());
            }
            other = engine.acquireLock(project, holder);
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
}
