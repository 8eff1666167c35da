package io.homelabhub.bundle;

import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.compose.ComposeProject;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.problem.Problem;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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

    /** Whether {@code problem} says that the Compose files lack a service of the catalog. */
    public static boolean isAbsence(Problem problem) {
        return problem.isCalled(ServiceMatching.NOT_FOUND);
    }

    /**
     * Finds the Compose service of each service of {@code catalog} and holds both against each other.
     *
     * @param project all bundles of the catalog, profiles or not
     * @param envFile the absolute path of an environment file as the catalog names it
     */
    public static JoinedCatalog of(ServiceCatalog catalog, ComposeProject project, Function<String, Path> envFile) {
        return new BundleJoin(catalog, BundledServices.of(project)).join(envFile);
    }
}
