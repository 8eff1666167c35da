package io.homelabhub.cli.progress;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Verb;
import io.homelabhub.report.BoardRow;
import io.homelabhub.report.RunBoard;
import io.homelabhub.report.StepWords;
import io.homelabhub.time.TimeText;
import io.homelabhub.time.Timing;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Progress as lines that stay: for pipes, logs and CI. Nothing is printed for what is so already. A run that does nothing but
 * build prints what the builders say, too. A run that has had nothing to tell for ten seconds says what it is waiting for, so that
 * nobody takes it for dead.
 */
public final class PlainProgress implements ProgressListener {
    static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    private static final int MOST_SIGNS = 3;

    private final PrintWriter err;
    private final Timing timing;
    private final RunBoard board = new RunBoard();
    private final Ticker ticker;
    private final String prefix;
    private Instant start = Instant.EPOCH;
    private Instant told = Instant.EPOCH;
    private boolean onlyBuilds;

    public PlainProgress(PrintWriter err, Timing timing) {
        this(err, timing, "");
    }

    /** @param prefix before each line */
    private PlainProgress(PrintWriter err, Timing timing, String prefix) {
        this.prefix = prefix;
        this.err = err;
        this.timing = timing;
        this.ticker = new Ticker(timing, Duration.ofSeconds(1), this::tick);
    }

    @Override
    public ProgressListener ofHost(String host) {
        return new PlainProgress(err, timing, host + "  ");
    }

    @Override
    public synchronized void on(HomelabEvent event) {
        board.on(event);
        if (event instanceof HomelabEvent.RunStarted started) {
            onlyBuilds = isAboutBuilds(started.plan());
            start = event.at();
            told = start;
            ticker.start();
        } else if (event instanceof HomelabEvent.RunFinished) {
            ticker.stop();
        }
        tell(text(event), event.at());
    }

    private synchronized void tick() {
        Instant now = timing.now();
        if (!board.isOver() && !now.isBefore(told.plus(SIGN_OF_LIFE))) {
            signsOfLife(now).forEach(line -> tell(line, now));
        }
    }

    private List<String> signsOfLife(Instant now) {
        List<BoardRow> rows = board.rows().stream()
                .filter(row -> row.state() == BoardRow.State.RUNNING)
                .toList();
        List<String> lines = new ArrayList<>();
        rows.stream()
                .limit(MOST_SIGNS)
                .map(row -> row.resource().spoken() + ": still " + row.text() + ", " + TimeText.took(row.took(now))
                        + " by now")
                .forEach(lines::add);
        if (rows.size() > MOST_SIGNS) {
            lines.add("and " + (rows.size() - MOST_SIGNS) + " more");
        }
        return lines.isEmpty() ? List.of("still running") : lines;
    }

    private void tell(String text, Instant at) {
        if (!text.isEmpty()) {
            err.printf("%8s  %s%s\n", TimeText.took(Duration.between(start, at)), prefix, text);
            err.flush();
            told = at;
        }
    }

    private static boolean isAboutBuilds(Plan plan) {
        return plan.steps().stream()
                .allMatch(step -> step.work().does(Verb.BUILD) || step.work().does(Verb.PUSH));
    }

    private String text(HomelabEvent event) {
        if (event instanceof HomelabEvent.StepFinished finished) {
            return finished.changed() || isLong(finished.step()) ? finished(finished) : "";
        }
        if (event instanceof HomelabEvent.StepFailed failed) {
            return about(failed.step(), "FAILED " + doing(failed.step()) + ": " + firstLine(failed.failure()));
        }
        if (event instanceof HomelabEvent.StepStarted started && isLong(started.step())) {
            return about(started.step(), doing(started.step()));
        }
        if (event instanceof HomelabEvent.StepProgressed moved
                && onlyBuilds
                && moved.step().work().does(Verb.BUILD)) {
            return moved.status().isBlank() ? "" : about(moved.step(), moved.status());
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
        String took = isLong(finished.step()) ? " after " + TimeText.took(finished.took()) : "";
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
        return step.resource().spoken() + ": " + text;
    }
}
