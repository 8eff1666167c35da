package io.homelabhub.time;

import java.time.Duration;
import java.time.Instant;

/**
 * The only source of time. A test's implementation moves a virtual clock instead of waiting.
 *
 * <p>Implementations are thread-safe.
 */
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

    /** The machine's own clock. */
    static Timing system() {
        return SystemTiming.INSTANCE;
    }
}
