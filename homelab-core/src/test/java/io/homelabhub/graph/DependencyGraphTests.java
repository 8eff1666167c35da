package io.homelabhub.graph;

import static io.homelabhub.graph.GraphText.graph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DependencyGraphTests {
    private static final Comparator<String> BY_NAME = Comparator.naturalOrder();

    private static final DependencyGraph HOMELAB = graph("""
            dashboard -> postgres
            dashboard -> redis
            dashboard ..> homeassistant
            discord-bot -> postgres
            celery-worker -> redis
            celery-worker -> dashboard
            caddy
            """);

    @Test
    void the_closure_is_what_a_selection_needs_through_others_too() {
        assertThat(HOMELAB.closure(List.of("celery-worker"), Follow.REQUIRED))
                .containsExactly("celery-worker", "dashboard", "postgres", "redis");
        assertThat(HOMELAB.closure(List.of("caddy"), Follow.REQUIRED)).containsExactly("caddy");
    }

    @Test
    void optional_dependencies_join_the_closure_only_when_asked_for() {
        assertThat(HOMELAB.closure(List.of("celery-worker"), Follow.REQUIRED_AND_OPTIONAL))
                .containsExactly("celery-worker", "dashboard", "homeassistant", "postgres", "redis");
    }

    @Test
    void the_closure_of_dependants_is_who_needs_a_selection() {
        assertThat(HOMELAB.dependantsClosure(List.of("postgres"), Follow.REQUIRED))
                .containsExactly("celery-worker", "dashboard", "discord-bot", "postgres");
        assertThat(HOMELAB.dependantsClosure(List.of("homeassistant"), Follow.REQUIRED))
                .containsExactly("homeassistant");
    }

    @Test
    void direct_neighbours_come_with_their_edges() {
        assertThat(HOMELAB.dependencies("dashboard"))
                .extracting(Dependency::toString)
                .containsExactly("dashboard ..> homeassistant", "dashboard -> postgres", "dashboard -> redis");
        assertThat(HOMELAB.dependants("postgres"))
                .extracting(Dependency::from)
                .containsExactly("dashboard", "discord-bot");
    }

    @Test
    void an_unknown_name_is_refused() {
        assertThatThrownBy(() -> HOMELAB.closure(List.of("grafana"), Follow.REQUIRED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("grafana");
    }

    @Test
    void one_edge_may_have_several_reasons() {
        Dependency edge = DependencyGraph.builder()
                .edge("bot", "db", Reason.catalogOptional())
                .edge("bot", "db", Reason.dependsOn(Condition.HEALTHY, true, true))
                .edge("bot", "db", Reason.shared(Reason.Source.LINKS, false))
                .build()
                .edge("bot", "db")
                .orElseThrow();

        assertThat(edge.reasons())
                .extracting(Reason::source)
                .containsExactly(Reason.Source.CATALOG_OPTIONAL, Reason.Source.DEPENDS_ON, Reason.Source.LINKS);
        assertThat(edge.required()).isTrue();
        assertThat(edge.restart()).isTrue();
        assertThat(edge.conditions()).containsExactly(Condition.STARTED, Condition.READY, Condition.HEALTHY);
    }

    @Test
    void a_cycle_is_the_path_that_a_search_in_name_order_meets_first() {
        DependencyGraph graph = graph("""
                z -> y
                y -> z
                start -> b
                b -> c
                c -> d
                d -> b
                """);

        assertThat(graph.cycle()).contains(List.of("b", "c", "d", "b"));
    }

    @Test
    void a_service_that_needs_itself_is_a_cycle() {
        assertThat(graph("a -> a").cycle()).contains(List.of("a", "a"));
    }

    @Test
    void an_optional_edge_closes_a_cycle_too() {
        assertThat(graph("a -> b\nb ..> a").cycle()).contains(List.of("a", "b", "a"));
    }

    @Test
    void two_ways_to_one_dependency_are_no_cycle() {
        assertThat(graph("a -> b\na -> c\nb -> d\nc -> d").cycle()).isEmpty();
    }

    @Test
    void with_a_cycle_there_is_no_order() {
        assertThatThrownBy(() -> graph("b -> a\na -> b").dependenciesFirst(BY_NAME))
                .isInstanceOf(DependencyCycleException.class)
                .hasMessage("services depend on each other in a cycle: a -> b -> a");
    }

    @Test
    void dependencies_come_first_and_the_tie_break_decides_the_rest() {
        assertThat(HOMELAB.dependenciesFirst(BY_NAME))
                .containsExactly(
                        "caddy", "homeassistant", "postgres", "discord-bot", "redis", "dashboard", "celery-worker");
        assertThat(HOMELAB.dependenciesFirst(BY_NAME.reversed()))
                .containsExactly(
                        "redis", "postgres", "homeassistant", "discord-bot", "dashboard", "celery-worker", "caddy");
    }

    @Test
    void stopping_goes_the_other_way_round() {
        List<String> starting = new ArrayList<>(HOMELAB.dependenciesFirst(BY_NAME));
        Collections.reverse(starting);

        assertThat(HOMELAB.dependantsFirst(BY_NAME)).isEqualTo(starting);
    }

    @Test
    void a_part_of_a_graph_keeps_the_edges_between_its_members() {
        DependencyGraph part = HOMELAB.restrictedTo(List.of("redis", "dashboard", "caddy", "grafana"));

        assertThat(part.vertices()).containsExactly("caddy", "dashboard", "redis");
        assertThat(part.edges()).extracting(Dependency::toString).containsExactly("dashboard -> redis");
    }

    @Test
    void two_graphs_become_one() {
        DependencyGraph both = DependencyGraph.builder()
                .addAll(HOMELAB)
                .addAll(graph("dashboard -> homeassistant"))
                .build();

        assertThat(both.vertices()).isEqualTo(HOMELAB.vertices());
        assertThat(both.edge("dashboard", "homeassistant"))
                .hasValueSatisfying(edge -> assertThat(edge.required()).isTrue());
    }

    @Test
    void what_a_graph_hands_out_cannot_change_it() {
        assertThatThrownBy(() -> HOMELAB.vertices().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> HOMELAB.dependencies("dashboard").clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void in_every_random_graph_each_service_comes_after_all_it_needs_whatever_the_order_of_building() {
        for (int seed = 0; seed < 200; seed++) {
            List<String> edges = randomEdges(new Random(seed));
            DependencyGraph graph = graph(String.join("\n", edges));
            List<String> order = graph.dependenciesFirst(BY_NAME);
            for (Dependency edge : graph.edges()) {
                assertThat(order.indexOf(edge.to()))
                        .as("seed %d: %s", seed, edge)
                        .isLessThan(order.indexOf(edge.from()));
            }
            Collections.shuffle(edges, new Random(seed));
            assertThat(graph(String.join("\n", edges)).dependenciesFirst(BY_NAME))
                    .isEqualTo(order);
        }
    }

    @Test
    @Timeout(5)
    void five_thousand_services_in_one_chain_are_no_trouble() {
        DependencyGraph.Builder builder = DependencyGraph.builder();
        for (int i = 1; i < 5000; i++) {
            builder.edge("s" + i, "s" + (i - 1), Reason.catalog());
            builder.edge("s" + i, "s" + i / 2, Reason.catalogOptional());
        }
        builder.edge("s0", "base", Reason.catalog()).edge("s0", "other", Reason.catalog());

        walkThrough(builder.build());
    }

    private static void walkThrough(DependencyGraph graph) {
        assertThat(graph.closure(List.of("s4999"), Follow.REQUIRED)).hasSize(5002);
        assertThat(graph.dependantsClosure(List.of("base"), Follow.REQUIRED_AND_OPTIONAL))
                .hasSize(5001);
        assertThat(graph.dependenciesFirst(BY_NAME))
                .startsWith("base", "other", "s0", "s1")
                .endsWith("s4999");
        assertThat(GraphFormat.DOT.render(graph, Map.of())).isNotEmpty();
    }

    /** Edges only from higher to lower numbers, so there is no cycle. */
    private static List<String> randomEdges(Random random) {
        int size = 2 + random.nextInt(20);
        List<String> edges = new ArrayList<>();
        for (int i = 0; i < size * 2; i++) {
            int from = 1 + random.nextInt(size);
            edges.add("v%d %s v%d".formatted(from, random.nextBoolean() ? "->" : "..>", random.nextInt(from)));
        }
        return edges;
    }
}
