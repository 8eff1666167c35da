package io.homelabhub.cli.output;

import io.homelabhub.operation.LogEntry;
import io.homelabhub.report.ForeignText;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** For people: {@code web-1  | text}, the containers told apart by their colours. */
public final class TextLogPrinter implements LogPrinter {
    private static final List<Style> STYLES = List.of(Style.CYAN, Style.YELLOW, Style.GREEN, Style.BLUE, Style.RED);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

    private final PrintWriter out;
    private final boolean colored;
    private final boolean timestamps;
    private final boolean prefixes;
    private final Map<String, String> prefixesByContainer = new HashMap<>();
    private int width;

    /** @param containers whose lines are expected: their prefixes are of one width */
    public TextLogPrinter(
            PrintWriter out, Collection<String> containers, boolean colored, boolean timestamps, boolean prefixes) {
        this.out = out;
        this.colored = colored;
        this.timestamps = timestamps;
        this.prefixes = prefixes;
        this.width = containers.stream().mapToInt(String::length).max().orElse(0);
    }

    @Override
    public void print(LogEntry entry, Predicate<String> isWanted) {
        String plain = ForeignText.clean(entry.text(), false);
        if (!isWanted.test(plain)) {
            return;
        }
        if (prefixes) {
            out.print(prefixesByContainer.computeIfAbsent(entry.origin(), this::prefix));
        }
        if (timestamps) {
            out.print(text(entry.time()));
            out.print(' ');
        }
        out.print(colored ? ForeignText.clean(entry.text(), true) : plain);
        out.print('\n');
    }

    private String prefix(String container) {
        width = Math.max(width, container.length());
        Style style = STYLES.get(prefixesByContainer.size() % STYLES.size());
        return style.on(container + " ".repeat(width - container.length()) + "  |", colored) + " ";
    }

    private static String text(Instant time) {
        return TIME.format(time);
    }
}
