package io.homelabhub.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The vertices of a graph sorted into the boxes of a drawing.
 *
 * @param groups the members of each group, both in name order; no group is empty
 * @param alone those of no group, in name order
 */
record GroupedVertices(SortedMap<String, List<String>> groups, List<String> alone) {
    static GroupedVertices of(DependencyGraph graph, Map<String, String> groupOf) {
        SortedMap<String, List<String>> groups = new TreeMap<>();
        List<String> alone = new ArrayList<>();
        for (String vertex : graph.vertices()) {
            String group = groupOf.get(vertex);
            (group == null ? alone : groups.computeIfAbsent(group, any -> new ArrayList<>())).add(vertex);
        }
        return new GroupedVertices(groups, alone);
    }
}
