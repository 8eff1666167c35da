package io.homelabhub.plan;

import java.util.function.Function;

/**
 * A wait for a service that runs on another host, and that the same deploy brings there, or the same undeploy takes away: what that host's
 * own run finds out of it, this one goes by.
 *
 * @param host the other host's name
 * @param service by its name in the Compose files
 * @param condition what it has to reach there; {@code STARTED} is content with its start, {@code STOPPED} waits for its end, any other
 *     is content with what is waited for there
 */
public record Gate(String host, String service, Await.Condition condition) implements Work {
    /**
     * Whether a step of the service on its own host has to have succeeded first. Who connects shall find the container that stays, so what
     * others are stopped by counts as well.
     */
    public boolean isOpenedBy(Step step) {
        if (condition == Await.Condition.STOPPED) {
            return step.work().does(Verb.STOP);
        }
        boolean startIsEnough = condition == Await.Condition.STARTED;
        return step.work()
                .accept(
                        action -> action.verb() == Verb.STOP
                                || (startIsEnough && (action.verb() == Verb.START || action.verb() == Verb.RUN)),
                        await -> !startIsEnough,
                        gate -> true);
    }

    @Override
    public <R> R accept(
            Function<? super Action, ? extends R> action,
            Function<? super Await, ? extends R> await,
            Function<? super Gate, ? extends R> gate) {
        return gate.apply(this);
    }

    @Override
    public String toString() {
        return "Gate " + condition + " " + service + "@" + host;
    }
}
