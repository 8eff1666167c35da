package io.homelabhub.cli;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.plan.Step;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;

/** Progress as lines that stay: for pipes, logs and CI. Nothing is printed for what is so already. */
final class PlainProgress implements ProgressListener {
    private final PrintWriter err;
    private Instant start = Instant.EPOCH;

    PlainProgress(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void on(HomelabEvent event) {
        if (event instanceof HomelabEvent.RunStarted) {
            start = event.at();
        }
        String text = text(event);
        if (!text.isEmpty()) {
            err.printf("%8s  %s\n", Durations.text(Duration.between(start, event.at())), text);
            err.flush();
        }
    }

    private static String text(HomelabEvent event) {
        if (event instanceof HomelabEvent.StepFinished finished) {
            return finished.changed() || isLong(finished.step()) ? finished(finished) : "";
        }
        if (event instanceof HomelabEvent.StepFailed failed) {
            return about(failed.step(), "FAILED " + doing(failed.step()) + ": " + firstLine(failed.failure()));
        }
        if (event instanceof HomelabEvent.StepStarted started && isLong(started.step())) {
            return about(started.step(), doing(started.step()));
        }
        if (event instanceof HomelabEvent.RollbackStarted) {
            return "taking back what was done";
        }
        if (event instanceof HomelabEvent.StepUndone undone) {
            return about(
                    undone.step(), "taken back: " + StepWords.of(undone.undo()).done());
        }
        if (event instanceof HomelabEvent.UndoFailed failed) {
            return about(failed.step(), "NOT taken back: " + firstLine(failed.failure()));
        }
        return "";
    }

    private static String finished(HomelabEvent.StepFinished finished) {
        String took = isLong(finished.step()) ? " after " + Durations.text(finished.took()) : "";
        return about(finished.step(), StepWords.done(finished.step(), finished.note()) + took);
    }

    /** Whether somebody who reads along would wonder what is going on. */
    private static boolean isLong(Step step) {
        String code = StepWords.of(step).code();
        return code.startsWith("await") || code.equals("pull-image") || code.equals("build-image");
    }

    private static String doing(Step step) {
        return StepWords.of(step).doing();
    }

    /** The rest is in the report. */
    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static String about(Step step, String text) {
        return StepWords.name(step.resource()) + ": " + text;
    }
}
