package io.homelabhub.testkit;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Everything that was heard of the runs of one test, in order. */
public final class Timeline implements ProgressListener {
    private final List<HomelabEvent> events = new CopyOnWriteArrayList<>();

    /** An empty timeline; hand it to a runtime as its listener. */
    public Timeline() {}

    @Override
    public void on(HomelabEvent event) {
        events.add(event);
    }

    public List<HomelabEvent> events() {
        return List.copyOf(events);
    }

    /** The events of one type, in order. */
    public <T extends HomelabEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The first step that began and is as wanted. */
    Optional<HomelabEvent.StepStarted> begin(Predicate<Step> wanted) {
        return events(HomelabEvent.StepStarted.class).stream()
                .filter(event -> wanted.test(event.step()))
                .findFirst();
    }

    /** The last step that succeeded and is as wanted. */
    Optional<HomelabEvent.StepFinished> end(Predicate<Step> wanted) {
        return events(HomelabEvent.StepFinished.class).stream()
                .filter(event -> wanted.test(event.step()))
                .reduce((earlier, later) -> later);
    }

    /** A line for each event but those of progress. */
    @Override
    public String toString() {
        return events.stream()
                .filter(event -> !(event instanceof HomelabEvent.StepProgressed))
                .map(Timeline::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(HomelabEvent event) {
        String what = event.getClass().getSimpleName();
        return event.at() + " " + what + step(event).map(step -> " " + step).orElse("");
    }

    private static Optional<String> step(HomelabEvent event) {
        Optional<Step> step = Optional.empty();
        if (event instanceof HomelabEvent.StepStarted started) {
            step = Optional.of(started.step());
        } else if (event instanceof HomelabEvent.StepFinished finished) {
            step = Optional.of(finished.step());
        } else if (event instanceof HomelabEvent.StepFailed failed) {
            step = Optional.of(failed.step());
        } else if (event instanceof HomelabEvent.StepSkipped skipped) {
            step = Optional.of(skipped.step());
        }
        return step.map(one -> "#" + one.id() + " " + one.work().getClass().getSimpleName() + " " + one.resource());
    }
}
