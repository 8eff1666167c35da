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

    /**
     * Tells of all that happens to one project's containers, in the engine's own words, on a thread of the engine's own, until the
     * request's end, until the connection breaks, or until the watch is closed. What has happened before this returns is told only
     * if the request reaches back.
     */
    Watch events(EventRequest request, EventListener listener);
}
