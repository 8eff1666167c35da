package io.homelabhub.definition;

import io.homelabhub.bundle.JoinedCatalog;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.compose.ComposeProject;
import io.homelabhub.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tells which service a problem is in. */
final class ProblemOwners {
    private static final List<String> SECTIONS = List.of("services.", "jobs.");

    private final Set<String> known = new HashSet<>();
    private final Map<String, String> composeNames;

    ProblemOwners(ServiceCatalog catalog, ComposeProject compose, JoinedCatalog joined) {
        this(catalog, joined.composeServices());
        known.addAll(compose.services().keySet());
        known.addAll(compose.disabledServices().keySet());
        known.addAll(compose.jobs().keySet());
    }

    /** @param composeNames the name in the Compose files of each service of the catalog that has one */
    ProblemOwners(ServiceCatalog catalog, Map<String, String> composeNames) {
        known.addAll(catalog.services().keySet());
        this.composeNames = composeNames;
    }

    /** Whether {@code problem} concerns one service or job alone. A cycle concerns all that are in it. */
    static boolean isOfOneService(Problem problem) {
        return SECTIONS.stream().anyMatch(problem.path()::startsWith) && !problem.isCalled("cycle");
    }

    /** The names of the service, in the catalog and in the Compose files; none if the problem is not of one service. */
    Set<String> of(Problem problem) {
        if (!isOfOneService(problem)) {
            return Set.of();
        }
        String named = named(problem.path());
        Set<String> names = new TreeSet<>(List.of(named, composeNames.getOrDefault(named, named)));
        composeNames.forEach((name, composeName) -> {
            if (composeName.equals(named)) {
                names.add(name);
            }
        });
        return names;
    }

    /** The key of the service that a problem is in; empty if it is in all of the service, or in no service. */
    String field(Problem problem) {
        if (!isOfOneService(problem)) {
            return "";
        }
        String rest = problem.path()
                .substring(nameIn(problem.path()) + named(problem.path()).length());
        return rest.startsWith(".") ? rest.substring(1).split("[.\\[]", 2)[0] : "";
    }

    /** Where the name begins in a path. */
    private static int nameIn(String path) {
        return path.indexOf('.') + 1;
    }

    /** The longest known name that a path begins with, as names may have dots; else the path's second step. */
    private String named(String path) {
        String named = "";
        String first = "";
        int start = nameIn(path);
        for (int end = start; end <= path.length(); end++) {
            if (end == path.length() || path.charAt(end) == '.' || path.charAt(end) == '[') {
                String candidate = path.substring(start, end);
                first = first.isEmpty() ? candidate : first;
                named = known.contains(candidate) ? candidate : named;
            }
        }
        return named.isEmpty() ? first : named;
    }
}
