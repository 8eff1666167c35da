package io.homelabhub.graph;

import static io.homelabhub.graph.GraphText.graph;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphFormatTests {
    private static final DependencyGraph GRAPH = graph("""
            dashboard -> postgres
            dashboard ..> end
            caddy
            """);
    private static final Map<String, String> GROUPS =
            Map.of("postgres", "core", "caddy", "core", "dashboard", "web", "nobody", "empty");

    @Test
    void dot_has_a_cluster_for_each_group_and_dashes_for_optional_edges() {
        assertThat(GraphFormat.DOT.render(GRAPH, GROUPS)).isEqualTo("""
                        digraph services {
                          rankdir=LR;
                          node [shape=box];
                          subgraph "cluster_core" {
                            label="core";
                            "caddy";
                            "postgres";
                          }
                          subgraph "cluster_web" {
                            label="web";
                            "dashboard";
                          }
                          "end";
                          "dashboard" -> "end" [style=dashed];
                          "dashboard" -> "postgres";
                        }
                        """);
    }

    @Test
    void mermaid_has_a_subgraph_for_each_group_and_dots_for_optional_edges() {
        assertThat(GraphFormat.MERMAID.render(GRAPH, GROUPS)).isEqualTo("""
                        flowchart LR
                          subgraph g0["core"]
                            n0["caddy"]
                            n3["postgres"]
                          end
                          subgraph g1["web"]
                            n1["dashboard"]
                          end
                          n2["end"]
                          n1 -.-> n2
                          n1 --> n3
                        """);
    }

    @Test
    void names_cannot_break_out_of_a_drawing() {
        DependencyGraph graph = DependencyGraph.builder().vertex("a\"]\\<b>\n#").build();

        assertThat(GraphFormat.DOT.render(graph, Map.of())).contains("  \"a\\\"]\\\\<b>\\n#\";\n");
        assertThat(GraphFormat.MERMAID.render(graph, Map.of())).contains("n0[\"a#34;]\\#60;b#62;#10;#35;\"]\n");
    }
}
