package io.homelabhub.run;

import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.observed.Restarts;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Await.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a container must have stayed up before a run that vouches for it may end. Whoever waits for the container does not
 * wait for this: it runs beside all else, from the container's start. Pure.
 */
final class Settling {
    /**
     * Without a health test. A program that cannot go on for want of a setting or a server says so within a second or two as
     * a rule: it has then read its settings, resolved a name and been refused a connection.
     */
    static final Duration UNTESTED = Duration.ofSeconds(3);

    private Settling() {}

    /**
     * @param status the container when it was ready
     * @param endedBefore whether it has, or the one in whose place it stands
     */
    static Duration of(Await await, ContainerStatus status, boolean endedBefore) {
        Duration usual = isTested(await, status) || await.condition() == Condition.COMPLETED ? Duration.ZERO : UNTESTED;
        return await.lasting().settlesWithin().orElse(endedBefore ? Restarts.SHORTEST_PROOF : usual);
    }

    /** What is known of its restarts, without when it was made. */
    static Restarts restarts(ContainerStatus status) {
        return new Restarts(
                status.restarts(), Instant.EPOCH, status.startedAt(), status.finishedAt(), Optional.empty());
    }

    private static boolean isTested(Await await, ContainerStatus status) {
        return status.hasHealthTest() || await.condition() == Condition.REACHABLE;
    }
}
