package io.homelabhub.engine;

import java.util.Optional;

/** Is told of a container's log, on a thread of the engine's. */
public interface LogListener {
    /** The engine has begun to answer. Once at most, before all lines. */
    default void begun() {}

    /** A line, in the order in which the container wrote to this source. The next comes when this returns. */
    void line(LogLine line);

    /**
     * Once, and the last; not after the watch was closed.
     *
     * @param failure why it did not come to its end by itself: {@code NOT_FOUND}, {@code UNREACHABLE}, or a logging driver that
     *     keeps nothing to be read
     */
    void ended(Optional<EngineException> failure);
}
