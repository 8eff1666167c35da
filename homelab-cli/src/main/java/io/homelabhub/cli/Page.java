package io.homelabhub.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Text for people: lines, headings and columns, in colour where the reader's terminal shows it. */
final class Page {
    private static final String GAP = "  ";

    private final PrintWriter writer;
    private final boolean colored;

    Page(PrintWriter writer, boolean colored) {
        this.writer = writer;
        this.colored = colored;
    }

    Page line(String text) {
        writer.print(text);
        writer.print('\n');
        return this;
    }

    Page blank() {
        return line("");
    }

    /** A title, as {@code ═══ Dependencies for: dashboard ═══}. */
    Page title(String text) {
        return line(styled(Style.BOLD, "═══ " + text + " ═══"));
    }

    String styled(Style style, String text) {
        return style.on(text, colored);
    }

    /** Rows whose columns start below each other; the first is the heading. Nothing follows the last column. */
    Page table(List<String> heading, List<List<String>> rows) {
        return columns(heading, rows, (column, cell) -> cell);
    }

    /** Like {@link #table(List, List)}, with the cells of {@code rows} styled by {@code dress} after they are measured. */
    Page columns(List<String> heading, List<List<String>> rows, BiFunction<Integer, String, String> dress) {
        List<List<String>> all = new ArrayList<>(rows);
        all.add(heading);
        int[] widths = widths(all);
        line(styled(Style.BOLD, row(heading, widths, (column, cell) -> cell)));
        rows.forEach(row -> line(row(row, widths, dress)));
        return this;
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static String row(List<String> cells, int[] widths, BiFunction<Integer, String, String> dress) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            boolean last = i == cells.size() - 1;
            String space = last ? "" : " ".repeat(widths[i] - cells.get(i).length()) + GAP;
            line.append(dress.apply(i, cells.get(i))).append(space);
        }
        return line.toString().stripTrailing();
    }
}
