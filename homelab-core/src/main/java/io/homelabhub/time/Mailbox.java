package io.homelabhub.time;

import java.time.Duration;
import java.util.Optional;

/**
 * Messages between threads, oldest first, without bound.
 *
 * @param <T> what is sent
 */
public interface Mailbox<T> {
    /** Sends a message. Never waits. */
    void put(T message);

    /**
     * Takes the oldest message, waiting until there is one.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    T take() throws InterruptedException;

    /**
     * Takes the oldest message, waiting a limited time.
     *
     * @param within the longest wait, zero or more; zero only looks
     * @return empty if none came in time
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    Optional<T> take(Duration within) throws InterruptedException;
}
