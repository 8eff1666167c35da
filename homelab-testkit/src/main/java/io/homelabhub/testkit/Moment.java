package io.homelabhub.testkit;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Step;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A moment in the course of a deploy or undeploy, for {@link Scenario#once}. */
public final class Moment {
    private final String description;
    private final Predicate<HomelabEvent> isNow;

    private Moment(String description, Predicate<HomelabEvent> isNow) {
        this.description = description;
        this.isNow = isNow;
    }

    /** The service's container has been started, and is perhaps not ready yet. */
    public static Moment started(StandIn service) {
        return finished(service + " is started", service, Action.StartContainer.class);
    }

    /** The wait for the service has succeeded. */
    public static Moment ready(StandIn service) {
        return finished(service + " is ready", service, Await.class);
    }

    /** The wait for the service has begun. */
    public static Moment awaited(StandIn service) {
        return new Moment(
                service + " is awaited",
                event -> event instanceof HomelabEvent.StepStarted started
                        && isOf(started.step(), service, Await.class));
    }

    /**
     * The step begins that is the {@code number}-th to begin.
     *
     * @param number 1 and up
     */
    public static Moment step(int number) {
        AtomicInteger begun = new AtomicInteger();
        return new Moment(
                "step " + number + " begins",
                event -> event instanceof HomelabEvent.StepStarted && begun.incrementAndGet() == number);
    }

    private static Moment finished(String description, StandIn service, Class<?> work) {
        return new Moment(
                description,
                event -> event instanceof HomelabEvent.StepFinished finished && isOf(finished.step(), service, work));
    }

    private static boolean isOf(Step step, StandIn service, Class<?> work) {
        return work.isInstance(step.work()) && Resources.isCalled(step.resource(), service.name());
    }

    boolean isNow(HomelabEvent event) {
        return isNow.test(event);
    }

    @Override
    public String toString() {
        return description;
    }
}
