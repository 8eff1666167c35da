package io.homelabhub.report;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.plan.Step;
import io.homelabhub.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How far a run is with one resource. Not thread-safe. */
public final class BoardRow {
    /** How it stands. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        SKIPPED,
        UNDONE
    }

    private record Bytes(long current, long total) {}

    private final ResourceId resource;
    private final Map<String, Bytes> parts = new HashMap<>();
    private State state = State.WAITING;
    private String text = "";
    private int open;
    private int running;
    private Instant begun = Instant.EPOCH;
    private Instant ended = Instant.EPOCH;

    BoardRow(ResourceId resource) {
        this.resource = resource;
    }

    void expect(Step step) {
        if (step.resource().equals(resource)) {
            open++;
        }
    }

    void started(HomelabEvent.StepStarted event) {
        if (begun.equals(Instant.EPOCH)) {
            begun = event.at();
        }
        running++;
        state = State.RUNNING;
        text = StepWords.of(event.step()).doing();
        parts.clear();
    }

    void moved(HomelabEvent.StepProgressed event) {
        if (event.total() > 0) {
            parts.put(event.part(), new Bytes(Math.min(event.current(), event.total()), event.total()));
        } else if (event.part().isEmpty()) {
            text = StepWords.of(event.step()).doing() + ", " + event.status();
            state = state == State.WAITING ? State.RUNNING : state;
        }
    }

    void finished(HomelabEvent.StepFinished event) {
        running--;
        open--;
        ended = event.at();
        text = StepWords.done(event.step(), event.note());
        parts.clear();
        if (open == 0 && state == State.RUNNING) {
            state = State.DONE;
        } else if (running == 0 && state == State.RUNNING) {
            state = State.WAITING;
        }
    }

    void failed(HomelabEvent.StepFailed event) {
        running--;
        open--;
        ended = event.at();
        state = State.FAILED;
        text = "failed " + StepWords.of(event.step()).doing();
        parts.clear();
    }

    void skipped(HomelabEvent.StepSkipped event, String because) {
        open--;
        if (state != State.FAILED) {
            ended = event.at();
            state = State.SKIPPED;
            text = "skipped, " + because;
        }
    }

    void undone(HomelabEvent.StepUndone event) {
        ended = event.at();
        if (state != State.FAILED) {
            state = State.UNDONE;
            text = "taken back: " + StepWords.of(event.undo()).done();
        }
    }

    void undoFailed(HomelabEvent.UndoFailed event) {
        ended = event.at();
        state = State.FAILED;
        text = "not taken back, failed " + StepWords.of(event.undo()).doing();
    }

    /** What the row is about. */
    public ResourceId resource() {
        return resource;
    }

    /** How far it has come. */
    public State state() {
        return state;
    }

    /** What is going on, with bytes where a pull tells them: {@code pulling redis:7 12.0 of 40.1 MB}. */
    public String text() {
        long total = parts.values().stream().mapToLong(Bytes::total).sum();
        long current = parts.values().stream().mapToLong(Bytes::current).sum();
        return total == 0 ? text : "%s %s of %s MB".formatted(text, megabytes(current), megabytes(total));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }

    /** How long it has taken so far, or took; zero before it begins. */
    public Duration took(Instant now) {
        if (begun.equals(Instant.EPOCH)) {
            return Duration.ZERO;
        }
        return Duration.between(begun, state == State.RUNNING || state == State.WAITING ? now : ended);
    }
}
