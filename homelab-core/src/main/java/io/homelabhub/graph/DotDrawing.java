package io.homelabhub.graph;

import java.util.List;
import java.util.Map;

/** A graph in the DOT language: names are quoted strings, in which only quotes, backslashes and line ends are special. */
final class DotDrawing {
    private final DependencyGraph graph;
    private final GroupedVertices vertices;
    private final StringBuilder text = new StringBuilder();

    DotDrawing(DependencyGraph graph, Map<String, String> groups) {
        this.graph = graph;
        this.vertices = GroupedVertices.of(graph, groups);
    }

    String text() {
        text.append("digraph services {\n  rankdir=LR;\n  node [shape=box];\n");
        vertices.groups().forEach(this::cluster);
        vertices.alone().forEach(vertex -> vertex("  ", vertex));
        graph.edges().forEach(this::edge);
        return text.append("}\n").toString();
    }

    private void cluster(String group, List<String> members) {
        text.append("  subgraph ").append(quoted("cluster_" + group)).append(" {\n");
        text.append("    label=").append(quoted(group)).append(";\n");
        members.forEach(vertex -> vertex("    ", vertex));
        text.append("  }\n");
    }

    private void vertex(String indent, String vertex) {
        text.append(indent).append(quoted(vertex)).append(";\n");
    }

    private void edge(Dependency edge) {
        text.append("  ").append(quoted(edge.from())).append(" -> ").append(quoted(edge.to()));
        text.append(edge.required() ? ";\n" : " [style=dashed];\n");
    }

    private static String quoted(String name) {
        String escaped = name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return '"' + escaped + '"';
    }
}
