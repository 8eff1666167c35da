package io.homelabhub.graph;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a graph from text, one edge a line.
 *
 * <pre>
 * graph  = { line "\n" }
 * line   = name | name arrow name | comment | nothing
 * arrow  = "->" (required) | "..>" (optional)
 * name   = anything without blanks
 * comment = "#" and the rest of the line
 * </pre>
 */
final class GraphText {
    private static final Pattern LINE = Pattern.compile("(\\S+)(?:\\s+(->|\\.\\.>)\\s+(\\S+))?");

    private GraphText() {}

    static DependencyGraph graph(String text) {
        DependencyGraph.Builder builder = DependencyGraph.builder();
        text.lines()
                .map(line -> line.replaceAll("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(line -> read(line, builder));
        return builder.build();
    }

    private static void read(String line, DependencyGraph.Builder builder) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an edge: " + line);
        }
        if (parts.group(2) == null) {
            builder.vertex(parts.group(1));
        } else {
            boolean required = parts.group(2).equals("->");
            builder.edge(parts.group(1), parts.group(3), required ? Reason.catalog() : Reason.catalogOptional());
        }
    }
}
