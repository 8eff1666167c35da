package io.homelabhub.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph as a Mermaid flowchart. Vertices get ids of their own ({@code n0}, {@code n1}…), since a name such as
 * {@code end} is a word of the language; the names stand in the labels.
 */
final class MermaidDrawing {
    private final DependencyGraph graph;
    private final GroupedVertices vertices;
    private final Map<String, String> ids = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private int clusters;

    MermaidDrawing(DependencyGraph graph, Map<String, String> groups) {
        this.graph = graph;
        this.vertices = GroupedVertices.of(graph, groups);
        graph.vertices().forEach(vertex -> ids.put(vertex, "n" + ids.size()));
    }

    String text() {
        text.append("flowchart LR\n");
        vertices.groups().forEach(this::cluster);
        vertices.alone().forEach(vertex -> vertex("  ", vertex));
        graph.edges().forEach(this::edge);
        return text.toString();
    }

    private void cluster(String group, List<String> members) {
        text.append("  subgraph g").append(clusters++).append(label(group)).append('\n');
        members.forEach(vertex -> vertex("    ", vertex));
        text.append("  end\n");
    }

    private void vertex(String indent, String vertex) {
        text.append(indent).append(ids.get(vertex)).append(label(vertex)).append('\n');
    }

    private void edge(Dependency edge) {
        text.append("  ").append(ids.get(edge.from()));
        text.append(edge.required() ? " --> " : " -.-> ");
        text.append(ids.get(edge.to())).append('\n');
    }

    private static String label(String name) {
        return "[\"" + escaped(name) + "\"]";
    }

    private static String escaped(String name) {
        StringBuilder escaped = new StringBuilder();
        name.codePoints().forEach(point -> {
            if ("\"#&<>`\n".indexOf(point) >= 0) {
                escaped.append('#').append(point).append(';');
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }
}
