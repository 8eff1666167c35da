package io.homelabhub.bundle;

import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.problem.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A catalog and its bundles, seen together.
 *
 * @param composeServices the name in the Compose files of each service of the catalog that was found there
 * @param graph every service of both, by its name in the catalog or else in the Compose files, with the edges of both
 * @param problems where the two do not agree, errors and warnings
 */
public record JoinedCatalog(Map<String, String> composeServices, DependencyGraph graph, List<Problem> problems) {
    public JoinedCatalog {
        composeServices = Collections.unmodifiableMap(new LinkedHashMap<>(composeServices));
        problems = List.copyOf(problems);
    }
}
