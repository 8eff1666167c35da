package io.homelabhub.report;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where a run stands, resource by resource, as its events tell. Not thread-safe. */
public final class RunBoard {
    private final Map<Integer, Step> steps = new LinkedHashMap<>();
    private final Map<ResourceId, BoardRow> rows = new LinkedHashMap<>();
    private final Set<Integer> begun = new HashSet<>();
    private final Set<Integer> ended = new HashSet<>();
    private int succeeded;
    private final Map<Integer, BoardRow> byStep = new HashMap<>();
    private String operation = "";
    private Instant start = Instant.EPOCH;
    private boolean takingBack;
    private boolean over;

    /** Takes note of what has happened; events come in the order in which a run tells them. */
    public void on(HomelabEvent event) {
        if (event instanceof HomelabEvent.RunStarted started) {
            begin(started.plan(), started.at());
        } else if (event instanceof HomelabEvent.StepStarted started) {
            begun.add(started.step().id());
            row(started.step()).started(started);
        } else if (event instanceof HomelabEvent.StepProgressed moved) {
            row(moved.step()).moved(moved);
        } else if (event instanceof HomelabEvent.StepFinished finished) {
            ended.add(finished.step().id());
            succeeded++;
            row(finished.step()).finished(finished);
        } else if (event instanceof HomelabEvent.StepFailed failed) {
            ended.add(failed.step().id());
            row(failed.step()).failed(failed);
        } else if (event instanceof HomelabEvent.StepSkipped skipped) {
            begun.add(skipped.step().id());
            ended.add(skipped.step().id());
            row(skipped.step()).skipped(skipped, because(skipped.because()));
        } else {
            afterwards(event);
        }
    }

    private void afterwards(HomelabEvent event) {
        if (event instanceof HomelabEvent.RollbackStarted) {
            takingBack = true;
        } else if (event instanceof HomelabEvent.StepUndone undone) {
            row(undone.step()).undone(undone);
        } else if (event instanceof HomelabEvent.UndoFailed failed) {
            row(failed.step()).undoFailed(failed);
        } else if (event instanceof HomelabEvent.RunFinished) {
            over = true;
        }
    }

    private void begin(Plan plan, Instant at) {
        operation = plan.operation();
        start = at;
        for (Step step : plan.steps()) {
            steps.put(step.id(), step);
            BoardRow row = rows.computeIfAbsent(step.resource(), BoardRow::new);
            row.expect(step);
            byStep.put(step.id(), row);
        }
    }

    private BoardRow row(Step step) {
        return byStep.computeIfAbsent(step.id(), id -> rows.computeIfAbsent(step.resource(), BoardRow::new));
    }

    private String because(int failed) {
        BoardRow row = byStep.get(failed);
        return row == null ? "cancelled" : "because of " + row.resource().spoken();
    }

    /** What the next step of {@code row} still waits for: names of other resources, sorted. */
    public Collection<String> waitsFor(BoardRow row) {
        Set<String> names = new TreeSet<>();
        steps.values().stream()
                .filter(step -> byStep.get(step.id()) == row && !begun.contains(step.id()))
                .findFirst()
                .ifPresent(next -> Stream.concat(next.after().stream(), next.afterEnd().stream())
                        .filter(id -> !ended.contains(id))
                        .map(steps::get)
                        .filter(step -> step != null && byStep.get(step.id()) != row)
                        .forEach(step -> names.add(step.resource().spoken())));
        return names;
    }

    /** A row for each resource with a step, in the plan's order. */
    public List<BoardRow> rows() {
        return List.copyOf(rows.values());
    }

    /** {@code deploy bots: 7 of 12 steps, 4.2s}. */
    public String summary(Instant now) {
        String doing = over ? "" : takingBack ? ", taking back" : "";
        return "%s: %d of %d steps%s, %s"
                .formatted(operation, succeeded, steps.size(), doing, TimeText.took(since(now)));
    }

    private Duration since(Instant now) {
        return Duration.between(start, now);
    }

    /** Whether what was done is being taken back, or was. */
    public boolean isTakingBack() {
        return takingBack;
    }

    /** Whether the run has ended. */
    public boolean isOver() {
        return over;
    }
}
