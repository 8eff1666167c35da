package io.homelabhub.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.EdgeReversedGraph;
import org.jgrapht.traverse.TopologicalOrderIterator;

/**
 * The services of one project and what each needs. Immutable and thread-safe; may hold a cycle, so that it can be
 * reported and drawn.
 *
 * <p>An edge leads from dependant to dependency: "must happen after". Everything handed out is in name order unless it
 * says otherwise. Every question costs time linear in vertices and edges, orders a logarithm more.
 */
public final class DependencyGraph {
    private final Graph<String, Dependency> graph;

    private DependencyGraph(Collection<String> vertices, Collection<Dependency> edges) {
        graph = new DefaultDirectedGraph<>(Dependency.class);
        vertices.forEach(graph::addVertex);
        edges.forEach(edge -> graph.addEdge(edge.from(), edge.to(), edge));
    }

    /** A builder of an empty graph. */
    public static Builder builder() {
        return new Builder();
    }

    /** All services. */
    public Set<String> vertices() {
        return Collections.unmodifiableSet(graph.vertexSet());
    }

    /** All edges, by dependant, then by dependency. */
    public Set<Dependency> edges() {
        return Collections.unmodifiableSet(graph.edgeSet());
    }

    /** The edge between two services, if there is one. */
    public Optional<Dependency> edge(String from, String to) {
        return Optional.ofNullable(graph.getEdge(from, to));
    }

    /**
     * What {@code vertex} itself names as its dependencies, the optional ones among them.
     *
     * @throws IllegalArgumentException if the graph does not know {@code vertex}
     */
    public Set<Dependency> dependencies(String vertex) {
        return Collections.unmodifiableSet(graph.outgoingEdgesOf(vertex));
    }

    /**
     * Who names {@code vertex} as a dependency.
     *
     * @throws IllegalArgumentException if the graph does not know {@code vertex}
     */
    public Set<Dependency> dependants(String vertex) {
        return Collections.unmodifiableSet(graph.incomingEdgesOf(vertex));
    }

    /**
     * The selection and everything it needs, directly or through others.
     *
     * @throws IllegalArgumentException if the graph does not know one of the selection
     */
    public SortedSet<String> closure(Collection<String> selection, Follow follow) {
        return reachable(selection, vertex -> next(dependencies(vertex), follow, Dependency::to));
    }

    /**
     * The selection and everything that needs it, directly or through others.
     *
     * @throws IllegalArgumentException if the graph does not know one of the selection
     */
    public SortedSet<String> dependantsClosure(Collection<String> selection, Follow follow) {
        return reachable(selection, vertex -> next(dependants(vertex), follow, Dependency::from));
    }

    /** The part of this graph between {@code vertices}; names that it does not know are left out. */
    public DependencyGraph restrictedTo(Collection<String> vertices) {
        Set<String> kept = new HashSet<>(vertices);
        return new DependencyGraph(
                vertices().stream().filter(kept::contains).toList(),
                edges().stream()
                        .filter(edge -> kept.contains(edge.from()) && kept.contains(edge.to()))
                        .toList());
    }

    /**
     * One cycle for each knot of services that need each other, found by a depth-first search in name order. Optional
     * edges count too, since they order as well.
     *
     * @return paths with the same first and last name, as {@code [a, b, a]}; none if there is an order
     */
    public List<List<String>> cycles() {
        return new KosarajuStrongConnectivityInspector<>(graph)
                .stronglyConnectedSets().stream()
                        .map(TreeSet::new)
                        .sorted(Comparator.comparing(knot -> knot.iterator().next()))
                        .flatMap(knot -> cycleWithin(knot).stream())
                        .toList();
    }

    /** The first of {@link #cycles}, if there is one. */
    public Optional<List<String>> cycle() {
        return cycles().stream().findFirst();
    }

    private Optional<List<String>> cycleWithin(Set<String> knot) {
        Function<String, Collection<String>> within = vertex -> {
            List<String> next =
                    new ArrayList<>(next(dependencies(vertex), Follow.REQUIRED_AND_OPTIONAL, Dependency::to));
            next.retainAll(knot);
            return next;
        };
        return new CycleSearch(within).from(knot);
    }

    /**
     * All services, each after everything it depends on.
     *
     * @param tieBreak chooses among those that could come next; must tell any two names apart for the order to be
     *     deterministic
     * @throws DependencyCycleException if there is none, because of a cycle
     */
    public List<String> dependenciesFirst(Comparator<? super String> tieBreak) {
        cycle().ifPresent(cycle -> {
            throw new DependencyCycleException(cycle);
        });
        List<String> order = new ArrayList<>(graph.vertexSet().size());
        new TopologicalOrderIterator<>(new EdgeReversedGraph<>(graph), tieBreak::compare).forEachRemaining(order::add);
        return Collections.unmodifiableList(order);
    }

    /**
     * {@link #dependenciesFirst} backwards: the order in which services are stopped.
     *
     * @throws DependencyCycleException if there is none, because of a cycle
     */
    public List<String> dependantsFirst(Comparator<? super String> tieBreak) {
        List<String> order = new ArrayList<>(dependenciesFirst(tieBreak));
        Collections.reverse(order);
        return Collections.unmodifiableList(order);
    }

    /**
     * How far each service is from those that need nothing: 0 for these, otherwise one more than the farthest of what it depends on.
     *
     * @throws DependencyCycleException if there is no order, because of a cycle
     */
    public Map<String, Integer> layers() {
        Map<String, Integer> layers = new TreeMap<>();
        for (String vertex : dependenciesFirst(Comparator.naturalOrder())) {
            int below = dependencies(vertex).stream()
                    .mapToInt(edge -> layers.getOrDefault(edge.to(), 0))
                    .max()
                    .orElse(-1);
            layers.put(vertex, below + 1);
        }
        return Collections.unmodifiableMap(layers);
    }

    private static List<String> next(Set<Dependency> edges, Follow follow, Function<Dependency, String> end) {
        return edges.stream().filter(follow::takes).map(end).toList();
    }

    private SortedSet<String> reachable(Collection<String> selection, Function<String, List<String>> next) {
        Set<String> reached = new LinkedHashSet<>(selection);
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            next.apply(open.remove()).stream().filter(reached::add).forEach(open::add);
        }
        return Collections.unmodifiableSortedSet(new TreeSet<>(reached));
    }

    /** Collects vertices and reasons in any order. Not thread-safe. */
    public static final class Builder {
        private final SortedSet<String> vertices = new TreeSet<>();
        private final Map<String, Map<String, SortedSet<Reason>>> reasons = new TreeMap<>();

        private Builder() {}

        /** Adds a service; again is harmless. */
        public Builder vertex(String vertex) {
            vertices.add(vertex);
            return this;
        }

        /** Adds an edge, or one more reason for an edge that is there, and both ends as services. */
        public Builder edge(String from, String to, Reason reason) {
            vertices.add(from);
            vertices.add(to);
            reasons.computeIfAbsent(from, any -> new TreeMap<>())
                    .computeIfAbsent(to, any -> new TreeSet<>())
                    .add(reason);
            return this;
        }

        /** Adds all that {@code graph} holds. */
        public Builder addAll(DependencyGraph graph) {
            graph.vertices().forEach(this::vertex);
            graph.edges().forEach(edge -> edge.reasons().forEach(reason -> edge(edge.from(), edge.to(), reason)));
            return this;
        }

        /** A graph of what was added so far; the builder can go on. */
        public DependencyGraph build() {
            List<Dependency> edges = new ArrayList<>();
            reasons.forEach((from, targets) -> targets.forEach((to, why) -> edges.add(new Dependency(from, to, why))));
            return new DependencyGraph(vertices, edges);
        }
    }
}
