package io.homelabhub.testkit.time;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One thread that takes turns with others. Fields without {@code volatile} are guarded by {@link Turns}. */
final class Turn {
    final String name;
    /** Whether {@link Turns} started it; otherwise it is a thread of the caller's. */
    final boolean task;

    volatile @Nullable Thread thread;
    /** What it waits for; null while it has the turn. */
    @Nullable
    BooleanSupplier wanted;

    String doing = "has not begun";
    long deadline = Turns.FOREVER;

    @Nullable
    RuntimeException failure;
    /** How many calls of the clock or the engine it is in; a caller's thread outside of any may be passed over. */
    int depth;

    private volatile boolean mayRun;
    private volatile boolean interrupted;

    Turn(String name, boolean task) {
        this.name = name;
        this.task = task;
    }

    /** Whether an interrupt is pending. The order of the two looks matters: parking sets the one before it clears the other. */
    boolean isInterrupted() {
        Thread current = thread;
        return (current != null && current.isInterrupted()) || interrupted;
    }

    void interrupt() {
        Thread current = thread;
        if (current == null) {
            interrupted = true;
        } else {
            current.interrupt();
        }
    }

    /** Forgets the interrupt and says whether there was one. For its own thread. */
    boolean takeInterrupt() {
        boolean was = Thread.interrupted() || interrupted;
        interrupted = false;
        return was;
    }

    void giveTurn() {
        mayRun = true;
        LockSupport.unpark(thread);
    }

    /**
     * Stands still until it is given the turn.
     *
     * @return false if that did not come within {@code nanos} of real time
     */
    boolean park(long nanos) {
        long end = System.nanoTime() + nanos;
        while (!mayRun) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(this, left);
            if (Thread.currentThread().isInterrupted()) {
                interrupted = true;
                Thread.interrupted();
            }
        }
        mayRun = false;
        return true;
    }
}
