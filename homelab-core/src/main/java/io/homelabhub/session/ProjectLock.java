package io.homelabhub.session;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The project's lock on an engine, held while a plan is applied. */
public final class ProjectLock {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    /** The locks that this process holds or asks for, by their ids. */
    private static final Set<String> AT_WORK = ConcurrentHashMap.newKeySet();

    private ProjectLock() {}

    /** This process, about to do {@code operation}. */
    public static LockHolder holder(HomelabSettings settings, String operation) {
        long process = ProcessHandle.current().pid();
        String operator = settings.operatorName();
        Instant now = settings.timing().now();
        return new LockHolder(operator + "/" + process + "/" + now, operator, process, operation, now);
    }

    /** The same for one of several hosts that one process locks at once: each lock has a holder of its own. */
    public static LockHolder holder(HomelabSettings settings, String operation, String host) {
        LockHolder one = holder(settings, operation);
        return new LockHolder(one.id() + "@" + host, one.who(), one.process(), one.operation(), one.since());
    }

    /**
     * Does {@code work} while the lock is held, waiting up to {@code within} for another holder to give it back. A lock whose
     * holder ran on this machine and is no longer at work is taken over.
     *
     * <p>What came of {@code work} is told also if the engine has gone meanwhile, so that the lock stays behind: the next run
     * takes it over.
     *
     * @param cancelled asked while waiting
     * @return empty if it was cancelled, or its thread interrupted, before the lock was to be had
     * @throws LockedException naming the holder, if it is not to be had in time
     */
    public static <T> Optional<T> holding(
            Engine engine,
            String project,
            LockHolder holder,
            Duration within,
            BooleanSupplier cancelled,
            Timing timing,
            Supplier<T> work) {
        AT_WORK.add(holder.id());
        try {
            if (!acquireOrLeaveNothing(engine, project, holder, within, cancelled, timing)) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.get());
            } finally {
                release(engine, project, holder, timing, LONGEST_SILENCE);
            }
        } finally {
            AT_WORK.remove(holder.id());
        }
    }

    /**
     * An engine that was restarted under the work is given the time to come back. An interrupt, whenever it comes, does not keep
     * the lock from being given back.
     */
    private static void release(Engine engine, String project, LockHolder holder, Timing timing, Duration patience) {
        Duration until = timing.elapsed().plus(patience);
        boolean interrupted = Thread.interrupted();
        while (!isReleased(engine, project, holder) && timing.elapsed().compareTo(until) < 0) {
            interrupted |= Thread.interrupted() || !pause(timing);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isReleased(Engine engine, String project, LockHolder holder) {
        try {
            engine.releaseLock(project, holder);
            return true;
        } catch (EngineException failure) {
            return !failure.leavesOutcomeUnknown();
        }
    }

    /** A lock that may be ours though nobody has told us so is given back: others would be locked out while this process lives. */
    private static boolean acquireOrLeaveNothing(
            Engine engine,
            String project,
            LockHolder holder,
            Duration within,
            BooleanSupplier cancelled,
            Timing timing) {
        try {
            return acquire(engine, project, holder, within, cancelled, timing);
        } catch (EngineException failure) {
            if (failure.leavesOutcomeUnknown()) {
                boolean hasGone = failure.kind() == Kind.UNREACHABLE;
                release(engine, project, holder, timing, hasGone ? Duration.ZERO : LONGEST_SILENCE);
            }
            throw failure;
        }
    }

    private static boolean acquire(
            Engine engine,
            String project,
            LockHolder holder,
            Duration within,
            BooleanSupplier cancelled,
            Timing timing) {
        Duration until = timing.elapsed().plus(within);
        Optional<LockHolder> other = engine.acquireLock(project, holder);
        while (other.isPresent()) {
            if (cancelled.getAsBoolean()) {
                return false;
            }
            if (isDead(other.get(), holder)) {
                engine.releaseLock(project, other.get());
            } else if (timing.elapsed().compareTo(until) >= 0) {
                throw new LockedException(project, holder.operation(), other.get(), timing.now());
            } else if (!pause(timing)) {
                Thread.currentThread().interrupt();
                return false;
            }
            other = engine.acquireLock(project, holder);
        }
        return true;
    }

    private static boolean isDead(LockHolder other, LockHolder ours) {
        if (!other.who().equals(ours.who())) {
            return false;
        }
        return other.process() == ours.process()
                ? !AT_WORK.contains(other.id())
                : ProcessHandle.of(other.process())
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }

    /** @return false if it was interrupted, which clears the flag */
    private static boolean pause(Timing timing) {
        try {
            timing.sleep(BETWEEN_TRIES);
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }
}
