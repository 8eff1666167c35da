package io.homelabhub.engine;

import java.util.Optional;

/** Is told of events, on a thread of the engine's. */
public interface EventListener {
    /** An event, in the order in which they happened. */
    void event(EngineEvent event);

    /**
     * Once, and the last; not after the watch was closed.
     *
     * @param failure why it did not go on until its end, as {@code UNREACHABLE}; empty if the end was reached
     */
    void ended(Optional<EngineException> failure);
}
