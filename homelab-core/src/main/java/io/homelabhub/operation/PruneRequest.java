package io.homelabhub.operation;

import io.homelabhub.deployment.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How to remove what a project has left behind.
 *
 * @param volumes the engine's names of volumes that go as well, and the data in them
 * @param within the longest time for the whole; empty for no limit
 * @param lockWait how long to wait for another deploy of the project to end; zero to refuse at once
 */
public record PruneRequest(Set<String> volumes, Optional<Duration> within, Duration lockWait) {
    /** No volume, no limit, refused if another deploy is under way. */
    public static final PruneRequest DEFAULT = new PruneRequest(Set.of(), Optional.empty(), Duration.ZERO);

    /**
     * As given.
     *
     * @throws IllegalArgumentException for a time in which nothing can be done
     */
    public PruneRequest {
        volumes = Set.copyOf(volumes);
        Limits.check(within, lockWait);
    }

    /** With these volumes. */
    public PruneRequest withVolumes(Set<String> volumes) {
        return new PruneRequest(volumes, within, lockWait);
    }

    /** In this time at the most. */
    public PruneRequest withWithin(Duration within) {
        return new PruneRequest(volumes, Optional.of(within), lockWait);
    }

    /** Waiting so long for another deploy of the project. */
    public PruneRequest withLockWait(Duration lockWait) {
        return new PruneRequest(volumes, within, lockWait);
    }
}
