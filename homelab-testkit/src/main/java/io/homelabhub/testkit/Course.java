package io.homelabhub.testkit;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.run.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The course of one act: hears what happens, and lets happen what a scenario wants to happen in between. */
final class Course implements ProgressListener {
    private record Happening(Moment moment, Consumer<Scenario> what) {}

    final Timeline timeline = new Timeline();
    final Cancellation cancellation = new Cancellation();
    private final Scenario story;
    private final Timeline whole;
    private final List<Happening> toCome = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();

    Course(Scenario story, Timeline whole) {
        this.story = story;
        this.whole = whole;
    }

    void once(Moment moment, Consumer<Scenario> what) {
        toCome.add(new Happening(moment, what));
    }

    @Override
    public void on(HomelabEvent event) {
        whole.on(event);
        timeline.on(event);
        List<Happening> due = toCome.stream()
                .filter(happening -> happening.moment().isNow(event))
                .toList();
        toCome.removeAll(due);
        due.forEach(this::happen);
    }

    /** A listener that throws is left out by the runner; so what failed is kept for the end. */
    private void happen(Happening happening) {
        try {
            happening.what().accept(story);
        } catch (RuntimeException | AssertionError e) {
            failures.add(e);
        }
    }

    void requireThatAllHappened() {
        HomelabAssertions.assertThat(failures)
                .as("failures of what was to happen in between")
                .isEmpty();
        HomelabAssertions.assertThat(
                        toCome.stream().map(happening -> happening.moment().toString()))
                .as("moments that did not come")
                .isEmpty();
    }
}
