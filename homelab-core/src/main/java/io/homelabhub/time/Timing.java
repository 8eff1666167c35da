package io.homelabhub.time;

import io.homelabhub.api.Api;
import java.time.Duration;
import java.time.Instant;

/**
 * The only source of time, of threads and of ways to wait.
 *
 * <p>The three stand together as one, because a test's clock may only jump when every thread waits: so it has to know of
 * every thread and of every wait. What blocks in another way (a lock held for long, a latch, a queue of the JDK) stops a
 * virtual clock for good.
 *
 * <p>Implementations are thread-safe.
 */
@Api(Api.Status.PROVISIONAL)
public interface Timing {
    /** The wall clock, for what people read. */
    Instant now();

    /** Time that never goes back, from an arbitrary start: for measuring how long something takes. */
    Duration elapsed();

    /**
     * Pauses the calling thread.
     *
     * @param time zero or more
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    void sleep(Duration time) throws InterruptedException;

    /**
     * Starts work on a thread of its own. The thread ends with the work and does not keep the process alive.
     *
     * @param name the thread's name
     * @param work shall not throw: what it throws goes to the thread's handler for uncaught exceptions
     */
    Task start(String name, Runnable work);

    /** A new, empty mailbox. */
    <T> Mailbox<T> mailbox();

    /** The machine's own clock and threads. */
    static Timing system() {
        return SystemTiming.INSTANCE;
    }
}
