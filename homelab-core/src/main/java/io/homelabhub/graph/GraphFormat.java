package io.homelabhub.graph;

import java.util.Map;

/** The languages in which a graph can be drawn. The same graph and groups always give the same text. */
public enum GraphFormat {
    /** Graphviz: groups are clusters. */
    DOT {
        @Override
        public String render(DependencyGraph graph, Map<String, String> groups) {
            return new DotDrawing(graph, groups).text();
        }
    },
    /** A Mermaid flowchart: groups are subgraphs. */
    MERMAID {
        @Override
        public String render(DependencyGraph graph, Map<String, String> groups) {
            return new MermaidDrawing(graph, groups).text();
        }
    };

    /**
     * Draws {@code graph}, an arrow from each dependant to its dependency, dashed where it is optional.
     *
     * @param groups the group of each service; those without one stand on their own
     * @return lines that each end with a line feed
     */
    public abstract String render(DependencyGraph graph, Map<String, String> groups);
}
