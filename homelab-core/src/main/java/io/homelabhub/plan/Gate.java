package io.homelabhub.plan;

/**
 * A wait for a service that runs on another host, and that the same deploy brings there: what that host's own run finds out of it,
 * this one goes by.
 *
 * @param host the other host's name
 * @param service by its name in the Compose files
 * @param condition what it has to reach there; {@code STARTED} is content with its start, any other with what is waited for there
 */
public record Gate(String host, String service, Await.Condition condition) implements Work {
    /**
     * Whether a step of the service on its own host has to have succeeded first. Who connects shall find the container that stays, so what
     * others are stopped by counts as well.
     */
    public boolean isOpenedBy(Step step) {
        Work work = step.work();
        boolean up = condition == Await.Condition.STARTED
                ? work instanceof Action.StartContainer || work instanceof Action.RunHook
                : work instanceof Await;
        return up || work instanceof Gate || work instanceof Action.StopContainer;
    }

    @Override
    public String toString() {
        return "Gate " + condition + " " + service + "@" + host;
    }
}
