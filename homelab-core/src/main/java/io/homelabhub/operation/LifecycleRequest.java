package io.homelabhub.operation;

import io.homelabhub.deployment.Limits;
import io.homelabhub.planning.Lifecycle;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which services to start, stop or restart as they are.
 *
 * @param lifecycle what to do with them
 * @param names services, groups or patterns, or {@code all}; at least one
 * @param withDependents whether what needs the services is stopped or restarted, too
 * @param within the longest time for the whole, more than zero; empty for no limit
 * @param lockWait how long to wait for another deploy of the project to end; zero to refuse at once
 */
public record LifecycleRequest(
        Lifecycle lifecycle, List<String> names, boolean withDependents, Optional<Duration> within, Duration lockWait) {
    /**
     * As given.
     *
     * @throws IllegalArgumentException without a name, or for a time in which nothing can be done
     */
    public LifecycleRequest {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing to " + lifecycle.text() + "; give at least one service or group, or \"all\"");
        }
        Limits.check(within, lockWait);
    }

    private static LifecycleRequest of(Lifecycle lifecycle, Collection<String> names) {
        return new LifecycleRequest(lifecycle, List.copyOf(names), false, Optional.empty(), Duration.ZERO);
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

    /** With what needs the services, or without. */
    public LifecycleRequest withDependents(boolean withDependents) {
        return new LifecycleRequest(lifecycle, names, withDependents, within, lockWait);
    }

    /** In this time at the most. */
    public LifecycleRequest withWithin(Duration within) {
        return new LifecycleRequest(lifecycle, names, withDependents, Optional.of(within), lockWait);
    }

    /** Waiting so long for another deploy of the project. */
    public LifecycleRequest withLockWait(Duration lockWait) {
        return new LifecycleRequest(lifecycle, names, withDependents, within, lockWait);
    }

    /** {@code restart bots}. */
    String operation() {
        return lifecycle.text() + " " + String.join(" ", names);
    }
}
