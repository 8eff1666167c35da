package io.homelabhub.testkit;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Step;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on what happened when. Every failure shows the timeline. */
public final class TimelineAssert extends AbstractAssert<TimelineAssert, Timeline> {
    TimelineAssert(@Nullable Timeline actual) {
        super(actual, TimelineAssert.class);
    }

    /**
     * The service had become ready before the other's container was started. Passes for what {@code depends_on} with
     * {@code service_healthy} orders; fails if either never happened.
     */
    public TimelineAssert readyBeforeStartOf(String service, String other) {
        isNotNull();
        Optional<Instant> ready = actual.end(of(service, Await.class)).map(HomelabEvent.StepFinished::at);
        Optional<Instant> start =
                actual.begin(of(other, Action.StartContainer.class)).map(HomelabEvent.StepStarted::at);
        boolean holds = ready.isPresent() && start.isPresent() && !start.get().isBefore(ready.get());
        return requireThat(holds, service + " is ready before " + other + " starts");
    }

    /** No container of the service was started. */
    public TimelineAssert neverStarts(String service) {
        isNotNull();
        return requireThat(
                actual.begin(of(service, Action.StartContainer.class)).isEmpty(), service + " never starts");
    }

    /** No step began before what it waits for had succeeded, or ended where that is enough. */
    public TimelineAssert everyStepWaitedForWhatItHasTo() {
        isNotNull();
        Set<Integer> succeeded = new HashSet<>();
        Set<Integer> ended = new HashSet<>();
        for (HomelabEvent event : actual.events()) {
            if (event instanceof HomelabEvent.RunStarted) {
                succeeded.clear();
                ended.clear();
            } else if (event instanceof HomelabEvent.StepStarted started) {
                Step step = started.step();
                requireThat(
                        succeeded.containsAll(step.after()) && ended.containsAll(step.afterEnd()),
                        "step #" + step.id() + " waited for " + step.after() + " and the end of " + step.afterEnd());
            } else if (event instanceof HomelabEvent.StepFinished finished) {
                succeeded.add(finished.step().id());
                ended.add(finished.step().id());
            } else {
                endedOtherwise(event).ifPresent(ended::add);
            }
        }
        return this;
    }

    private static Optional<Integer> endedOtherwise(HomelabEvent event) {
        if (event instanceof HomelabEvent.StepFailed failed) {
            return Optional.of(failed.step().id());
        }
        if (event instanceof HomelabEvent.StepCancelled cancelled) {
            return Optional.of(cancelled.step().id());
        }
        return event instanceof HomelabEvent.StepSkipped skipped
                ? Optional.of(skipped.step().id())
                : Optional.empty();
    }

    private static Predicate<Step> of(String service, Class<?> work) {
        return step -> Resources.isCalled(step.resource(), service) && work.isInstance(step.work());
    }

    private TimelineAssert requireThat(boolean holds, String what) {
        if (!holds) {
            failWithMessage("Expecting that %s, in:%n%s", what, actual);
        }
        return this;
    }
}
