package io.homelabhub.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an engine can be asked about single containers. */
public interface Containers {
    /**
     * Looks at one container now.
     *
     * @param container id or name
     * @return empty if there is none
     */
    Optional<ContainerStatus> status(String container);

    /**
     * Runs the container's own health test once, as the engine would: its test from inspect, the image's included, with
     * its timeout.
     *
     * @param container id or name
     */
    ProbeResult probe(String container);

    /**
     * Runs a command in a container, without input or terminal.
     *
     * @param within the longest time; more than zero
     * @return {@code FAILED} with its output for an exit code other than 0
     */
    ProbeResult execute(String container, List<String> command, Duration within);

    /**
     * The end of a container's log, standard output and error in the order they were written.
     *
     * @param lines 1 and up
     */
    List<String> logTail(String container, int lines);

    /**
     * Reads a container's log, standard output and error, on a thread of the engine's own, until it has been read to its end, or
     * the watch is closed. A log that is followed ends when the container does.
     *
     * <p>A listener that takes its time slows the reading down: nothing is kept for it beyond what is on the way. Each line is told
     * whole, also where the engine keeps a long one in parts. A failure, as of a container that is not there or an engine that is
     * gone, is told to the listener.
     *
     * @param container id or name
     */
    Watch logs(String container, LogRequest request, LogListener listener);

    /**
     * The processes of a container that runs.
     *
     * @param container id or name
     * @return an empty table for a container that does not run
     * @throws EngineException {@code NOT_FOUND} if there is none
     */
    ProcessTable top(String container);

    /**
     * Measures what a container uses, about once a second, on a thread of the engine's own, until it ends or the watch is closed.
     *
     * @param container id or name
     * @param listener told of each measurement; that there is no such container is told to it as well
     */
    Watch stats(String container, StatsListener listener);
}
