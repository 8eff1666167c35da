package io.homelabhub.run;

import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator: one thread that runs messages and timers one after the other, so that nothing it touches needs a lock.
 * It waits in one place only; what may block is called on a thread of its own and comes back as a message.
 */
final class EventLoop {
    /** A message that comes at its time, unless it is cancelled. */
    static final class Timer {
        private final Duration due;
        private final long number;
        private @Nullable Runnable message;

        private Timer(Duration due, long number, Runnable message) {
            this.due = due;
            this.number = number;
            this.message = message;
        }

        void cancel() {
            message = null;
        }
    }

    private static final Comparator<Timer> SOONEST =
            Comparator.comparing((Timer timer) -> timer.due).thenComparingLong(timer -> timer.number);

    private final Timing timing;
    private final Mailbox<Runnable> mailbox;
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(SOONEST);
    private final Runnable interrupted;
    private long timersMade;
    private int underWay;
    private boolean wasInterrupted;

    /** @param interrupted run when the coordinator's thread is interrupted */
    EventLoop(Timing timing, Runnable interrupted) {
        this.timing = timing;
        this.mailbox = timing.mailbox();
        this.interrupted = interrupted;
    }

    Timing timing() {
        return timing;
    }

    /** Has the coordinator run {@code message}. From any thread. */
    void post(Runnable message) {
        mailbox.put(message);
    }

    /** Has the coordinator run {@code message} after some time. */
    Timer after(Duration time, Runnable message) {
        Timer timer = new Timer(timing.elapsed().plus(time), timersMade++, message);
        timers.add(timer);
        return timer;
    }

    /** Runs {@code work} on a thread of its own, and what comes of it, {@code done} or {@code failed}, here. */
    <T> Task call(String name, Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed) {
        underWay++;
        return timing.start("homelab " + name, () -> {
            Runnable outcome = outcome(work, done, failed);
            post(() -> {
                underWay--;
                outcome.run();
            });
        });
    }

    /** Whether no call is under way. */
    boolean isIdle() {
        return underWay == 0;
    }

    private static <T> Runnable outcome(Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed) {
        try {
            T value = work.get();
            return () -> done.accept(value);
        } catch (RuntimeException failure) {
            return () -> failed.accept(failure);
        } catch (Throwable defect) {
            // an assertion in a test's engine, a class that does not load: it must end the step, not lose it
            return () -> failed.accept(new IllegalStateException("a defect: " + defect, defect));
        }
    }

    /** Runs messages and timers until {@code done}. */
    void runUntil(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            try {
                next().ifPresent(Runnable::run);
            } catch (InterruptedException e) {
                wasInterrupted = true;
                interrupted.run();
            }
        }
    }

    private Optional<Runnable> next() throws InterruptedException {
        while (!timers.isEmpty() && timers.element().message == null) {
            timers.remove();
        }
        Timer first = timers.peek();
        if (first == null) {
            return Optional.of(mailbox.take());
        }
        Duration left = first.due.minus(timing.elapsed());
        if (left.isNegative() || left.isZero()) {
            return Optional.ofNullable(timers.remove().message);
        }
        return mailbox.take(left);
    }

    /** Hands an interrupt that was caught back to the thread. */
    void restoreInterrupt() {
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
