package io.homelabhub.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Depth-first search for one cycle. Visits vertices and their dependencies in the order they are handed over, so the
 * same graph always gives the same path. Keeps its own stack: a chain of any length is no problem.
 */
final class CycleSearch {
    private final Function<String, Collection<String>> dependencies;
    private final Set<String> visited = new HashSet<>();
    private final Set<String> onPath = new HashSet<>();
    private final List<String> path = new ArrayList<>();
    private final Deque<Iterator<String>> open = new ArrayDeque<>();

    CycleSearch(Function<String, Collection<String>> dependencies) {
        this.dependencies = dependencies;
    }

    Optional<List<String>> from(Collection<String> vertices) {
        return vertices.stream().map(this::from).flatMap(Optional::stream).findFirst();
    }

    private Optional<List<String>> from(String start) {
        enter(start);
        while (!open.isEmpty()) {
            if (!open.element().hasNext()) {
                leave();
                continue;
            }
            String next = open.element().next();
            if (onPath.contains(next)) {
                return Optional.of(closedAt(next));
            }
            enter(next);
        }
        return Optional.empty();
    }

    private void enter(String vertex) {
        if (visited.add(vertex)) {
            onPath.add(vertex);
            path.add(vertex);
            open.push(dependencies.apply(vertex).iterator());
        }
    }

    private void leave() {
        open.pop();
        onPath.remove(path.remove(path.size() - 1));
    }

    private List<String> closedAt(String vertex) {
        List<String> cycle = new ArrayList<>(path.subList(path.indexOf(vertex), path.size()));
        cycle.add(vertex);
        return List.copyOf(cycle);
    }
}
