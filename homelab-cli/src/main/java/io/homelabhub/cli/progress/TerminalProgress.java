package io.homelabhub.cli.progress;

import io.homelabhub.cli.output.Style;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.report.BoardRow;
import io.homelabhub.report.RunBoard;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.time.TimeText;
import io.homelabhub.time.Timing;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Progress that stays in place on a terminal: a line for each resource, drawn anew in front of its last picture. Plain
 * cursor movement suffices for that and starts faster than a terminal library.
 */
public final class TerminalProgress implements ProgressListener {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final String CLEAR_LINE = "\033[2K";

    private final PrintWriter err;
    private final boolean colored;
    private final int columns;
    private final int mostRows;
    private final Timing timing;
    private final RunBoard board = new RunBoard();
    private final Ticker ticker;
    private int drawn;
    private int frame;

    /** @param lines the terminal's height */
    public TerminalProgress(PrintWriter err, boolean colored, int columns, int lines, Timing timing) {
        this.err = err;
        this.colored = colored;
        this.columns = columns;
        this.mostRows = Math.max(1, lines - 3);
        this.timing = timing;
        this.ticker = new Ticker(timing, PAUSE, this::tick);
    }

    /** Several pictures cannot be drawn in one place. */
    @Override
    public ProgressListener ofHost(String host) {
        return new PlainProgress(err, timing).ofHost(host);
    }

    @Override
    public synchronized void on(HomelabEvent event) {
        board.on(event);
        if (event instanceof HomelabEvent.RunStarted) {
            draw(event.at());
            ticker.start();
        } else if (event instanceof HomelabEvent.RunFinished) {
            ticker.stop();
            draw(event.at());
        }
    }

    private synchronized void tick() {
        if (!board.isOver()) {
            draw(timing.now());
        }
    }

    private void draw(Instant now) {
        List<String> lines = picture(now);
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\033[").append(drawn).append('A');
        }
        lines.forEach(line -> text.append('\r').append(CLEAR_LINE).append(line).append('\n'));
        for (int i = lines.size(); i < drawn; i++) {
            text.append(CLEAR_LINE).append('\n');
        }
        drawn = Math.max(drawn, lines.size());
        frame++;
        err.print(text);
        err.flush();
    }

    private List<String> picture(Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(Style.BOLD.on(cut(board.summary(now), columns - 1), colored));
        List<BoardRow> rows = shown();
        int width = rows.stream()
                .mapToInt(row -> row.resource().spoken().length())
                .max()
                .orElse(0);
        rows.forEach(row -> lines.add(line(row, width, now)));
        int hidden = worthShowing().size() - rows.size();
        if (hidden > 0) {
            lines.add(Style.FAINT.on("  and " + hidden + " more", colored));
        }
        return lines;
    }

    /** All rows if they fit; else those that run or have failed come first. */
    private List<BoardRow> shown() {
        List<BoardRow> all = worthShowing();
        if (all.size() <= mostRows) {
            return all;
        }
        List<BoardRow> urgent = new ArrayList<>(all);
        urgent.sort((a, b) -> Integer.compare(urgency(a), urgency(b)));
        List<BoardRow> chosen = urgent.subList(0, mostRows);
        return all.stream().filter(chosen::contains).toList();
    }

    /** Networks and volumes take no time; they are shown only if something goes wrong with them. */
    private List<BoardRow> worthShowing() {
        return board.rows().stream()
                .filter(row -> row.state() == BoardRow.State.FAILED
                        || (row.resource().kind() != ResourceId.Kind.NETWORK
                                && row.resource().kind() != ResourceId.Kind.VOLUME))
                .toList();
    }

    private static int urgency(BoardRow row) {
        return switch (row.state()) {
            case FAILED -> 0;
            case RUNNING -> 1;
            case WAITING -> 2;
            default -> 3;
        };
    }

    private String line(BoardRow row, int width, Instant now) {
        String name = row.resource().spoken();
        String space = " ".repeat(width - name.length() + 2);
        String took = row.took(now).isZero() ? "" : "  " + TimeText.took(row.took(now));
        String rest = cut(name + space + text(row) + took, columns - 4);
        return " " + mark(row) + " " + (row.state() == BoardRow.State.WAITING ? Style.FAINT.on(rest, colored) : rest);
    }

    private String text(BoardRow row) {
        if (row.state() != BoardRow.State.WAITING) {
            return row.text();
        }
        Collection<String> others = board.waitsFor(row);
        return others.isEmpty() ? "waiting" : "waiting for " + String.join(", ", others);
    }

    private String mark(BoardRow row) {
        return switch (row.state()) {
            case RUNNING -> Style.CYAN.on(SPINNER[frame % SPINNER.length], colored);
            case DONE -> Style.GREEN.on("✔", colored);
            case FAILED -> Style.RED.on("✘", colored);
            case UNDONE -> Style.YELLOW.on("↩", colored);
            case SKIPPED -> Style.YELLOW.on("-", colored);
            case WAITING -> " ";
        };
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, Math.max(0, most - 1)) + "…";
    }
}
