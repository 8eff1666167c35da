package io.homelabhub;

import io.homelabhub.engine.EngineException;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.util.function.Supplier;

/**
 * What is being found out on a thread of its own, while whoever wants to know does something else.
 *
 * @param <T> what is found out
 */
final class Pending<T> {
    private final Mailbox<Supplier<T>> answer;

    private Pending(Mailbox<Supplier<T>> answer) {
        this.answer = answer;
    }

    /** @param name the thread's name */
    static <T> Pending<T> begin(String name, Timing timing, Supplier<T> work) {
        Mailbox<Supplier<T>> answer = timing.mailbox();
        timing.start(name, () -> answer.put(outcome(work)));
        return new Pending<>(answer);
    }

    /** Whatever goes wrong is kept for whoever asks, who would otherwise wait for an answer for good. */
    private static <T> Supplier<T> outcome(Supplier<T> work) {
        try {
            T found = work.get();
            return () -> found;
        } catch (RuntimeException failure) {
            return () -> {
                throw failure;
            };
        } catch (Error failure) {
            return () -> {
                throw failure;
            };
        }
    }

    /**
     * The answer, once it is there; as often as it is asked for.
     *
     * @throws EngineException {@code INTERRUPTED}, or what the work threw
     */
    T await() {
        try {
            Supplier<T> outcome = answer.take();
            answer.put(outcome);
            return outcome.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Kind.INTERRUPTED, "interrupted while the engine was asked");
        }
    }
}
