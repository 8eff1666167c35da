package io.homelabhub.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture that has a terminal to itself and changes in place. Only lines that differ are written, so nothing flickers. What was on
 * the terminal before is there again at the end. Not thread-safe.
 */
public final class LiveScreen implements AutoCloseable {
    private static final String BEGIN = "\033[?1049h\033[?25l\033[?7l\033[2J"; // own screen, no cursor, no wrapping
    private static final String END = "\033[?7h\033[?25h\033[?1049l";

    private final PrintWriter out;
    private final int height;
    private List<String> drawn = List.of();

    /** Takes the terminal. */
    public LiveScreen(Console console) {
        this.out = console.out();
        this.height = console.lines();
        out.print(BEGIN);
        out.flush();
    }

    /** Shows {@code text}, as many of its lines as there is room for; the last tells of those that are left out. */
    public void draw(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() > height) {
            int left = lines.size() - height + 1;
            List<String> fitting = lines.subList(0, height - 1);
            lines = new ArrayList<>(fitting);
            lines.add("… and " + left + " more lines");
        }
        StringBuilder change = new StringBuilder();
        for (int i = 0; i < Math.max(lines.size(), drawn.size()); i++) {
            String line = i < lines.size() ? lines.get(i) : "";
            if (i >= drawn.size() || !line.equals(drawn.get(i))) {
                change.append("\033[").append(i + 1).append(";1H").append(line).append("\033[K");
            }
        }
        drawn = lines;
        if (change.length() > 0) {
            out.print(change);
            out.flush();
        }
    }

    /** Gives the terminal back. */
    @Override
    public void close() {
        out.print(END);
        out.flush();
    }
}
