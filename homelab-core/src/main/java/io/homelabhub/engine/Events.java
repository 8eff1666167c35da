package io.homelabhub.engine;

import java.util.function.Consumer;

/** What an engine tells by itself. */
public interface Events {
    /**
     * Tells of the events of one project's containers from now on, on a thread of the engine's own, until the watch is
     * closed. Events can be lost when the connection breaks; the watch then tells {@link ContainerEvent.Kind#GAP} and
     * goes on as soon as it can.
     */
    Watch watch(String project, Consumer<ContainerEvent> listener);
}
