package io.homelabhub.engine;

import io.homelabhub.api.Api;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Action;

/**
 * One container host. Thread-safe: the runner calls it from several threads at once.
 *
 * <p>It carries out and reports. It never waits for health, never retries and never decides; what a name or a label means
 * is not its business. What it can be asked stands in its roles; who needs one alone takes that. Every method throws {@link EngineException}; an interrupt of the calling thread ends the call
 * with {@link EngineException.Kind#INTERRUPTED} and leaves the flag set. No message holds an environment value, a build
 * argument or a registry password.
 */
@Api(Api.Status.PROVISIONAL)
public interface Engine extends Containers, ContainerAccess, Images, Events, Locks, Disk, AutoCloseable {
    /**
     * Asks whether the host answers, and who it is.
     *
     * @throws EngineException {@code UNREACHABLE}, listing every way that was tried
     */
    EngineInfo ping();

    /** Asks what host it runs on. What an engine does not tell is unknown, as all of it is unless an engine does better. */
    default HostInfo host() {
        return HostInfo.UNKNOWN;
    }

    /** Reads the host's state: four calls, and one more for each container and image of the project if asked to inspect. */
    ObservedState observe(ObserveRequest request);

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

    /** Ends watches, logs, sessions and connections. Twice is harmless. */
    @Override
    void close();
}
