package io.homelabhub.operation;

import io.homelabhub.deployment.Limits;
import io.homelabhub.planning.Lifecycle;
import io.homelabhub.spelling.Signal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which services to start, stop, restart, pause or signal as they are.
 *
 * @param lifecycle what to do with them
 * @param names services, groups or patterns, or {@code all}; at least one
 * @param withDependents whether what needs the services is stopped or restarted, too
 * @param alone for a start or a restart: whether nothing comes along, not what the services need, and not even what shares a namespace with it or
 *     whose {@code depends_on} asks for it
 * @param stopTimeout how long containers get to end, in whole seconds, zero or more; empty for what each says itself
 * @param signal what is sent to kill, as {@code SIGKILL} or {@code HUP}
 * @param orphans whether {@code all} means services as well that are in the files no more
 * @param within the longest time for the whole, more than zero; empty for no limit
 * @param lockWait how long to wait for another deploy of the project to end; zero to refuse at once
 */
public record LifecycleRequest(
        Lifecycle lifecycle,
        List<String> names,
        boolean withDependents,
        boolean alone,
        Optional<Duration> stopTimeout,
        String signal,
        boolean orphans,
        Optional<Duration> within,
        Duration lockWait) {
    private static final String KILL = "SIGKILL";

    /**
     * As given.
     *
     * @throws IllegalArgumentException without a name, for a time in which nothing can be done, or for what is no signal
     */
    public LifecycleRequest {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing to " + lifecycle.text() + "; give at least one service or group, or \"all\"");
        }
        if (!Signal.isSignal(signal)) {
            throw new IllegalArgumentException("'" + signal + "' is no signal; give one like SIGTERM, HUP or 9");
        }
        Limits.check(within, lockWait);
        Limits.checkStop(stopTimeout);
    }

    /** Without a limit, refused if another deploy is under way. */
    public static LifecycleRequest of(Lifecycle lifecycle, Collection<String> names) {
        return new LifecycleRequest(
                lifecycle,
                List.copyOf(names),
                false,
                false,
                Optional.empty(),
                KILL,
                false,
                Optional.empty(),
                Duration.ZERO);
    }

    /** Starts what is down of these, and what they need of what is there. */
    public static LifecycleRequest start(Collection<String> names) {
        return of(Lifecycle.START, names);
    }

    /** Stops these. */
    public static LifecycleRequest stop(Collection<String> names) {
        return of(Lifecycle.STOP, names);
    }

    /** Stops these and starts them again. */
    public static LifecycleRequest restart(Collection<String> names) {
        return of(Lifecycle.RESTART, names);
    }

    /** Freezes the processes of these. */
    public static LifecycleRequest pause(Collection<String> names) {
        return of(Lifecycle.PAUSE, names);
    }

    /** Lets the processes of these go on. */
    public static LifecycleRequest unpause(Collection<String> names) {
        return of(Lifecycle.UNPAUSE, names);
    }

    /** Sends these a signal. */
    public static LifecycleRequest kill(Collection<String> names, String signal) {
        return of(Lifecycle.KILL, names).withSignal(signal);
    }

    /** With what needs the services, or without. */
    public LifecycleRequest withDependents(boolean withDependents) {
        return new LifecycleRequest(
                lifecycle, names, withDependents, alone, stopTimeout, signal, orphans, within, lockWait);
    }

    /** Nothing but what is named. */
    public LifecycleRequest withAlone(boolean alone) {
        return new LifecycleRequest(
                lifecycle, names, withDependents, alone, stopTimeout, signal, orphans, within, lockWait);
    }

    /** With so much time for each container to end. */
    public LifecycleRequest withStopTimeout(Duration stopTimeout) {
        return new LifecycleRequest(
                lifecycle, names, withDependents, alone, Optional.of(stopTimeout), signal, orphans, within, lockWait);
    }

    /** With this signal. */
    public LifecycleRequest withSignal(String signal) {
        return new LifecycleRequest(
                lifecycle, names, withDependents, alone, stopTimeout, signal, orphans, within, lockWait);
    }

    /** With services that are in the files no more, where all are asked for. */
    public LifecycleRequest withOrphans(boolean orphans) {
        return new LifecycleRequest(
                lifecycle, names, withDependents, alone, stopTimeout, signal, orphans, within, lockWait);
    }

    /** In this time at the most. */
    public LifecycleRequest withWithin(Duration within) {
        return new LifecycleRequest(
                lifecycle, names, withDependents, alone, stopTimeout, signal, orphans, Optional.of(within), lockWait);
    }

    /** Waiting so long for another deploy of the project. */
    public LifecycleRequest withLockWait(Duration lockWait) {
        return new LifecycleRequest(
                lifecycle, names, withDependents, alone, stopTimeout, signal, orphans, within, lockWait);
    }

    /** {@code restart bots}. */
    String operation() {
        return lifecycle.text() + " " + String.join(" ", names);
    }
}
