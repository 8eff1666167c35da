package io.homelabhub.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Text for people: lines, headings and columns, in colour where the reader's terminal shows it. */
public final class Page {
    private static final String GAP = "  ";

    private final PrintWriter writer;
    private final boolean colored;
    private final int columns;
    private final UnaryOperator<String> typed;

    /**
     * @param columns how many characters fit on a line
     * @param typed gives advice the form in which it can be pasted
     */
    public Page(PrintWriter writer, boolean colored, int columns, UnaryOperator<String> typed) {
        this.writer = writer;
        this.colored = colored;
        this.columns = columns;
        this.typed = typed;
    }

    public Page line(String text) {
        writer.print(text);
        writer.print('\n');
        return this;
    }

    /** A line that says what to type. */
    public Page advice(String text) {
        return line(typed.apply(text));
    }

    public Page blank() {
        return line("");
    }

    /** A title, as {@code ═══ Dependencies for: dashboard ═══}. */
    public Page title(String text) {
        return line(styled(Style.BOLD, "═══ " + text + " ═══"));
    }

    public String styled(Style style, String text) {
        return style.on(text, colored);
    }

    /** Rows whose columns start below each other; the first is the heading. Nothing follows the last column. */
    Page table(List<String> heading, List<List<String>> rows) {
        return columns(heading, rows, (column, cell) -> cell);
    }

    /** Like {@link #table(List, List)}, with the cells of {@code rows} styled by {@code dress} after they are measured. */
    public Page columns(List<String> heading, List<List<String>> rows, BiFunction<Integer, String, String> dress) {
        List<List<String>> all = new ArrayList<>(rows);
        all.add(heading);
        int[] widths = widths(all);
        line(styled(Style.BOLD, row(heading, widths, (column, cell) -> cell)));
        rows.forEach(row -> line(row(row, widths, dress)));
        return this;
    }

    /**
     * Like {@link #columns}, without the columns named in {@code optional}, the first of them first, until a line holds the
     * others; then what is too long for the last one is cut.
     *
     * @return the columns that were left out
     */
    public List<String> fitting(
            List<String> heading,
            List<List<String>> rows,
            List<String> optional,
            BiFunction<String, String, String> dress) {
        List<String> shown = new ArrayList<>(heading);
        List<String> out = new ArrayList<>();
        for (String column : optional) {
            if (width(only(shown, heading, rows)) > columns) {
                shown.remove(column);
                out.add(column);
            }
        }
        List<List<String>> cells = only(shown, heading, rows);
        int room = columns
                - width(cells.stream()
                        .map(row -> row.subList(0, Math.min(row.size(), shown.size() - 1)))
                        .toList())
                - GAP.length();
        columns(
                shown,
                cells.stream().skip(1).map(row -> cut(row, shown.size(), room)).toList(),
                (column, cell) -> dress.apply(shown.get(column), cell));
        return out;
    }

    /** The heading and the rows, of the columns {@code shown} only. */
    private static List<List<String>> only(List<String> shown, List<String> heading, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>(List.of(heading));
        all.addAll(rows);
        return all.stream()
                .map(row -> shown.stream()
                        .map(heading::indexOf)
                        .filter(column -> column < row.size())
                        .map(row::get)
                        .toList())
                .toList();
    }

    private static int width(List<List<String>> rows) {
        int[] widths = widths(rows);
        return Arrays.stream(widths).sum() + GAP.length() * Math.max(0, widths.length - 1);
    }

    private static List<String> cut(List<String> row, int size, int room) {
        String last = row.get(row.size() - 1);
        if (row.size() < size || last.length() <= room || room < 2) {
            return row;
        }
        List<String> cut = new ArrayList<>(row);
        cut.set(size - 1, last.substring(0, room - 1) + "…");
        return cut;
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
