package io.homelabhub.testkit.time;

import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A clock on which no real time passes, and a scheduler that a seed determines.
 *
 * <p>Threads that this clock started, and those that call it, take turns: one runs, all others stand still. A turn ends
 * with a sleep, a take from a mailbox or a call to the fake engine; who goes next is drawn with the seed. When every
 * thread waits, the clock jumps to the next thing that happens. So one seed gives one interleaving, and a wait of two
 * minutes takes no time.
 *
 * <p>A thread that waits in any other way keeps its turn: after {@value Turns#WATCHDOG_SECONDS} real seconds those that
 * wait for it fail, naming it and where it stands. If every thread waits and nothing is left to happen, the waits fail
 * at once with {@link NothingHappensException}.
 */
public final class VirtualClock implements Timing {
    /** Where every virtual clock starts. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Turns turns;
    private volatile Duration wallOffset = Duration.ZERO;

    private VirtualClock(long seed) {
        turns = new Turns(seed);
    }

    /** A clock whose threads take turns as {@code seed} says; equal seeds, equal turns. */
    public static VirtualClock seeded(long seed) {
        return new VirtualClock(seed);
    }

    @Override
    public Instant now() {
        return START.plusNanos(turns.elapsedNanos()).plus(wallOffset);
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(turns.elapsedNanos());
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        turns.await("sleeps " + time, () -> false, time.toNanos());
    }

    /** Starts work that gets its first turn when the calling thread waits or another call of it ends its turn. */
    @Override
    public Task start(String name, Runnable work) {
        return turns.start(name, work);
    }

    @Override
    public <T> Mailbox<T> mailbox() {
        return new VirtualMailbox<>(turns);
    }

    /**
     * Lets something happen later, unless it is called off before.
     *
     * @param delay from now, zero or more
     * @param happening runs while the clock stands at that time, on whichever thread moved it there; shall not wait
     */
    public Timer after(Duration delay, Runnable happening) {
        return turns.after(delay.toNanos(), happening);
    }

    /** Moves the clock from outside of any test thread's work, and lets everything happen that falls into the time. */
    public void advance(Duration time) {
        try {
            sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Puts the wall clock forward or back, as a time server would. What measures by {@link #elapsed()} notices nothing. */
    public void jump(Duration by) {
        wallOffset = wallOffset.plus(by);
    }

    /** Ends the calling thread's turn; it goes on when it is drawn again. Not an interruption point. */
    public void giveWay() {
        turns.giveWay();
    }

    /** The names of the started tasks that have not ended, in the order of their start. */
    public List<String> tasksUnderWay() {
        return turns.tasksUnderWay();
    }

    /** What tasks have thrown, in order. */
    public List<Throwable> uncaught() {
        return turns.uncaught();
    }

    /** Something that is going to happen. */
    @FunctionalInterface
    public interface Timer {
        /** Keeps it from happening, if it has not happened yet. */
        void cancel();
    }
}
