package io.homelabhub.run;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.EngineException;
import io.homelabhub.observed.ContainerState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what the engine has ended by being restarted itself from what ended of its own accord. Bookkeeping only.
 *
 * <p>An engine that is killed ends its containers without a word, and afterwards says that they ended with exit code 0. What
 * gives it away: the stream of events broke after a container was last seen up, and nobody told of its end.
 *
 * <p>One that is shut down stops them as {@code docker stop} does, and tells so. By then it takes no new connection, so nobody can
 * look at them before the stream breaks: what is first seen down after that was stopped by the engine itself.
 */
final class Outage {
    /** An engine that keeps being restarted must not have a run start the same container for ever. */
    private static final int MOST_COMEBACKS = 3;

    private final Map<String, Instant> deaths = new HashMap<>();
    private final Map<String, Instant> stops = new HashMap<>();
    private final Map<String, Duration> seenUp = new HashMap<>();
    private final Set<String> doneBefore = new HashSet<>();
    private final Map<String, Integer> comebacks = new HashMap<>();
    private Duration lastGap = Duration.ZERO;
    private boolean possible;

    /** @param now the time of the run's clock */
    void heard(ContainerEvent event, Duration now) {
        if (event.kind() == ContainerEvent.Kind.GAP) {
            lastGap = now;
            possible = true;
        } else if (event.kind() == ContainerEvent.Kind.DIE) {
            deaths.put(event.containerId(), event.at());
        } else if (event.kind() == ContainerEvent.Kind.STOP) {
            stops.put(event.containerId(), event.at());
        }
    }

    void saw(ContainerStatus status, Duration now) {
        if (status.state() == ContainerState.RUNNING) {
            seenUp.put(status.id(), now);
            doneBefore.remove(status.id());
        }
    }

    /** It is a job that has ended well: unless it was up at a look of this run, that was before. */
    void mayBeDoneBefore(ContainerStatus status) {
        if (!seenUp.containsKey(status.id())) {
            doneBefore.add(status.id());
        }
    }

    /** Whether the container has been ended by a restart of the engine, as far as can be told. */
    boolean hasEnded(ContainerStatus status) {
        boolean down = status.state() == ContainerState.EXITED || status.state() == ContainerState.DEAD;
        boolean broken = lastGap.compareTo(seenUp.getOrDefault(status.id(), Duration.ZERO)) > 0;
        boolean byItself = isOfThisLife(deaths, status) && !isOfThisLife(stops, status);
        boolean before = doneBefore.contains(status.id());
        return down && broken && !byItself && !before && status.startedAt().isAfter(Instant.EPOCH);
    }

    private static boolean isOfThisLife(Map<String, Instant> told, ContainerStatus status) {
        return Optional.ofNullable(told.get(status.id()))
                .filter(at -> !at.isBefore(status.startedAt()))
                .isPresent();
    }

    /** Whether somebody has told the engine to stop the container, and it has not been started since. */
    boolean wasStopped(ContainerStatus status) {
        return isOfThisLife(stops, status);
    }

    /** Whether the container is up again after the engine itself had stopped it; true only once for each time. */
    boolean hasBroughtBack(ContainerStatus status) {
        boolean again = possible
                && status.state() == ContainerState.RUNNING
                && stops.containsKey(status.id())
                && !isOfThisLife(stops, status);
        if (again) {
            stops.remove(status.id());
        }
        return again;
    }

    /** Whether it is worth while to start it again; each question counts as one time. */
    boolean mayComeBack(String id) {
        return comebacks.merge(id, 1, Integer::sum) <= MOST_COMEBACKS;
    }

    /** Something that was asked of the engine has failed in the end. */
    void failed(RuntimeException failure) {
        possible |= failure instanceof EngineException engine && engine.leavesOutcomeUnknown();
    }

    /** Whether the engine may have been restarted during this run, and ended what nobody has looked at. */
    boolean isPossible() {
        return possible;
    }
}
