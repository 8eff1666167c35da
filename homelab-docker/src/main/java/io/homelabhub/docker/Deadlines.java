package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends the wait for a call in time. The transport cannot: its response timeout has no effect on socket files, and an
 * engine that hangs accepts connections. So each call runs on a daemon thread of its own, which is interrupted (that
 * closes its connection) and left behind when the time is over or the caller is interrupted.
 */
final class Deadlines {
    private final Timing timing;

    Deadlines(Timing timing) {
        this.timing = timing;
    }

    /**
     * The result of {@code work}.
     *
     * @param attempt what is attempted on what, for messages
     * @throws EngineException {@code TIMED_OUT}, {@code INTERRUPTED}, or what {@code work} throws
     */
    <T> T within(Duration limit, String attempt, Callable<T> work) {
        return within(limit, () -> Duration.ZERO, attempt, work);
    }

    /**
     * Likewise, for work that may take longer for a reason which is looked for only when it does.
     *
     * @param more asked once when {@code limit} is over: how much longer; zero or less for no longer
     */
    <T> T within(Duration limit, Supplier<Duration> more, String attempt, Callable<T> work) {
        Mailbox<Result<T>> results = timing.mailbox();
        Task task = timing.start("homelab-docker " + attempt, () -> results.put(Result.of(work)));
        try {
            Optional<Result<T>> result = results.take(limit);
            Duration longer = result.isPresent() ? Duration.ZERO : more.get();
            if (!longer.isNegative() && !longer.isZero()) {
                result = results.take(longer);
            }
            if (result.isEmpty()) {
                task.interrupt();
                throw timedOut(longer.isNegative() ? limit : limit.plus(longer), attempt);
            }
            return result.get().get();
        } catch (InterruptedException interrupted) {
            task.interrupt();
            throw interrupted(attempt, interrupted);
        }
    }

    /**
     * The results of all, in their order, at most {@code atOnce} of them under way at a time.
     *
     * @throws EngineException that of the first which failed; the others are given up
     */
    <T> List<T> all(List<? extends Callable<? extends T>> works, int atOnce, Duration limit, String attempt) {
        AtomicInteger next = new AtomicInteger();
        Mailbox<Numbered<T>> results = timing.mailbox();
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < Math.min(atOnce, works.size()); i++) {
            tasks.add(timing.start("homelab-docker " + attempt, () -> {
                for (int n = next.getAndIncrement(); n < works.size(); n = next.getAndIncrement()) {
                    results.put(new Numbered<>(n, Result.of(works.get(n))));
                }
            }));
        }
        try {
            return collected(results, works.size(), limit, attempt);
        } catch (InterruptedException interrupted) {
            throw interrupted(attempt, interrupted);
        } finally {
            next.set(works.size());
            tasks.forEach(Task::interrupt);
        }
    }

    private <T> List<T> collected(Mailbox<Numbered<T>> results, int count, Duration limit, String attempt)
            throws InterruptedException {
        Duration end = timing.elapsed().plus(limit);
        List<@Nullable T> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(null);
        }
        for (int i = 0; i < count; i++) {
            Duration left = end.minus(timing.elapsed());
            Numbered<T> result =
                    results.take(left.isNegative() ? Duration.ZERO : left).orElseThrow(() -> timedOut(limit, attempt));
            values.set(result.number(), result.result().get());
        }
        return List.copyOf(values);
    }

    static EngineException timedOut(Duration limit, String attempt) {
        return new EngineException(
                Kind.TIMED_OUT,
                attempt + ": no answer within " + limit.toSeconds() + " s",
                "Check whether the engine hangs, for example with `docker ps`.",
                null);
    }

    static EngineException interrupted(String attempt, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new EngineException(Kind.INTERRUPTED, attempt + ": interrupted", "", cause);
    }

    private record Numbered<T>(int number, Result<T> result) {}

    /** An {@link Error} is a result, too: whoever waits would otherwise wait until the limit, and not be told why. */
    private record Result<T>(@Nullable T value, @Nullable Throwable failure) {
        static <T> Result<T> of(Callable<? extends T> work) {
            try {
                return new Result<>(work.call(), null);
            } catch (Exception | Error failure) {
                return new Result<>(null, failure);
            }
        }

        T get() {
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (value == null) {
                throw new IllegalStateException(failure);
            }
            return value;
        }
    }
}
