package io.homelabhub.deployment;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * To which images to go back.
 *
 * @param names services, groups or patterns; empty for whatever the last deploys have changed
 * @param back with names: which of the images that each service had before, 1 for the last; without: how many deploys that have
 *     changed an image are taken back together. 1 or more
 * @param within the longest time for the whole; empty for no limit
 * @param lockWait how long to wait for another deploy of the project to end; zero to refuse at once
 */
public record RollbackRequest(List<String> names, int back, Optional<Duration> within, Duration lockWait) {
    /**
     * As given.
     *
     * @throws IllegalArgumentException for fewer than one step back, or a time in which nothing can be done
     */
    public RollbackRequest {
        names = List.copyOf(names);
        if (back < 1) {
            throw new IllegalArgumentException("going back " + back + " times; give 1 or more");
        }
        Limits.check(within, lockWait);
    }

    /** One step back. */
    public static RollbackRequest of(Collection<String> names) {
        return new RollbackRequest(List.copyOf(names), 1, Optional.empty(), Duration.ZERO);
    }

    /** So many steps back. */
    public RollbackRequest withBack(int back) {
        return new RollbackRequest(names, back, within, lockWait);
    }

    /** In this time at the most. */
    public RollbackRequest withWithin(Duration within) {
        return new RollbackRequest(names, back, Optional.of(within), lockWait);
    }

    /** Waiting so long for another deploy of the project. */
    public RollbackRequest withLockWait(Duration lockWait) {
        return new RollbackRequest(names, back, within, lockWait);
    }

    /** {@code rollback 2 bots}. */
    String operation() {
        return ("rollback " + (back == 1 ? "" : back + " ") + String.join(" ", names)).strip();
    }
}
