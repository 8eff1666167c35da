package io.homelabhub.session;

import io.homelabhub.engine.EngineException;
import io.homelabhub.time.Attempt;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.util.function.Supplier;

/**
 * What is being found out on a thread of its own, while whoever wants to know does something else.
 *
 * @param <T> what is found out
 */
public final class Deferred<T> {
    private final Mailbox<Supplier<T>> answer;

    private final Task task;

    private Deferred(Mailbox<Supplier<T>> answer, Task task) {
        this.answer = answer;
        this.task = task;
    }

    /**
     * Begins to find something out.
     *
     * @param name the thread's name
     */
    public static <T> Deferred<T> begin(String name, Timing timing, Supplier<T> work) {
        Mailbox<Supplier<T>> answer = timing.mailbox();
        return new Deferred<>(answer, timing.start(name, () -> answer.put(Attempt.at(work))));
    }

    /** Interrupts the work if it is under way: nobody wants to know any more. */
    void giveUp() {
        task.interrupt();
    }

    /**
     * The answer, once it is there; as often as it is asked for.
     *
     * @throws EngineException {@code INTERRUPTED}, or what the work threw
     */
    public T await() {
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
