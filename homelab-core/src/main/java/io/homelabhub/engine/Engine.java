package io.homelabhub.engine;

import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.plan.Action;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One container host. Thread-safe: the runner calls it from several threads at once.
 *
 * <p>It carries out and reports. It never waits for health, never retries and never decides; what a name or a label means
 * is not its business. Every method throws {@link EngineException}; an interrupt of the calling thread ends the call
 * with {@link EngineException.Kind#INTERRUPTED} and leaves the flag set. No message holds an environment value, a build
 * argument or a registry password.
 */
public interface Engine extends AutoCloseable {
    /**
     * Asks whether the host answers, and who it is.
     *
     * @throws EngineException {@code UNREACHABLE}, listing every way that was tried
     */
    EngineInfo ping();

    /** Reads the host's state: four calls, and one more for each container and image of the project if asked to inspect. */
    ObservedState observe(ObserveRequest request);

    /**
     * Asks registries, through the host, what they have under these names at present. Changes nothing and fetches nothing.
     *
     * @return an answer for each of them; a registry that does not tell is an answer too, and no exception. A host that
     *     cannot ask answers so for all, which is what this method does unless an engine does better
     */
    default Map<String, RegistryImage> askRegistries(Set<String> references) {
        Map<String, RegistryImage> answers = new TreeMap<>();
        references.forEach(reference ->
                answers.put(reference, RegistryImage.unknown("the engine cannot ask its registry beforehand")));
        return answers;
    }

    /**
     * Carries out one action and returns when the host has confirmed it.
     *
     * <p>What is so already is not an error: starting what runs, stopping what does not, removing what is absent,
     * creating a network or volume that is there answer {@link Effect#ALREADY_SO}. Creating a container whose name is
     * taken is a {@code CONFLICT}, and leaves the holder of the name alone. A pull or a build answers {@code ALREADY_SO} if
     * its name stands for the same image as before.
     *
     * @param progress told of pulls and builds, on the calling thread
     */
    Effect perform(Action action, ActionProgress progress);

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
     * Tells of the events of one project's containers from now on, on a thread of the engine's own, until the watch is
     * closed. Events can be lost when the connection breaks; the watch then tells {@link ContainerEvent.Kind#GAP} and
     * goes on as soon as it can.
     */
    Watch watch(String project, Consumer<ContainerEvent> listener);

    /**
     * Takes the project's lock on this host, if it is free. Atomic, also between machines.
     *
     * @return the present holder if it is taken (our own is told as well); empty if the lock is ours now
     */
    Optional<LockHolder> acquireLock(String project, LockHolder holder);

    /** Who holds the project's lock; empty if nobody does. */
    Optional<LockHolder> lockHolder(String project);

    /** Gives the lock back if {@code holder}'s id is the present holder's. Does nothing otherwise. */
    Effect releaseLock(String project, LockHolder holder);

    /** Ends watches and connections. Twice is harmless. */
    @Override
    void close();

    /** An open watch. */
    interface Watch extends AutoCloseable {
        /** No event is told after this returns. Twice is harmless. */
        @Override
        void close();
    }
}
