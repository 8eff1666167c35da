package io.homelabhub.engine;

import java.util.Optional;

/** Is told of what a container uses, on a thread of the engine's. */
public interface StatsListener {
    /** A measurement, about one a second; the first as soon as there are two to tell a share of the processor from. */
    void sample(ContainerStats stats);

    /**
     * Once, and the last; not after the watch was closed.
     *
     * @param failure why there is no more; empty if the container has ended or does not run
     */
    void ended(Optional<EngineException> failure);
}
