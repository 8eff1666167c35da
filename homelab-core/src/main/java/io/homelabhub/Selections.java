package io.homelabhub;

import io.homelabhub.catalog.CatalogSelection;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.graph.Follow;
import io.homelabhub.planning.RemovalOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Works out which services a request is about. */
final class Selections {
    private Selections() {}

    /** The services of a deploy by their catalog names, each after what it needs. */
    static List<String> forDeploy(Definition definition, DeployRequest request, CatalogSelection selection) {
        if (!request.withDependencies()) {
            return definition.ordered(selection.asked());
        }
        Set<String> services = new TreeSet<>(selection.services());
        if (request.withDependents()) {
            services.addAll(definition.graph().dependantsClosure(selection.asked(), Follow.REQUIRED));
        }
        return definition.ordered(definition.graph().closure(services, Follow.REQUIRED));
    }

    /** What the owner should know: about the files, and about services that a deploy leaves out or takes along. */
    static List<String> notices(Definition definition, CatalogSelection selection) {
        List<String> notices = new ArrayList<>();
        definition.warnings().forEach(warning -> notices.add(warning.toString()));
        selection
                .leftOut()
                .forEach(left -> notices.add(
                        left.service() + " is disabled and left out of " + left.of() + "; name it to deploy it"));
        selection
                .disabledButNeeded()
                .forEach(service -> notices.add(service + " is disabled and deployed all the same, as it is needed"));
        return notices;
    }

    /** What an undeploy takes away, by Compose names. */
    static RemovalOptions forRemoval(Definition definition, RemovalRequest request) {
        DependencyGraph graph = definition.graph();
        Set<String> services = new HashSet<>(definition.selector().members(request.names()));
        if (request.withDependents()) {
            services.addAll(graph.dependantsClosure(services, Follow.REQUIRED));
        }
        if (request.pruneDependencies()) {
            services.addAll(unneededWithout(services, graph));
        }
        return new RemovalOptions(
                services.stream().map(definition::composeName).collect(Collectors.toSet()),
                request.volumes(),
                request.removeOrphans());
    }

    /** What the services need and nothing else does. */
    private static Set<String> unneededWithout(Set<String> services, DependencyGraph graph) {
        Set<String> gone = new TreeSet<>(services);
        Set<String> candidates = new TreeSet<>(graph.closure(services, Follow.REQUIRED));
        candidates.removeAll(services);
        boolean moved = true;
        while (moved) {
            List<String> free = candidates.stream()
                    .filter(candidate -> graph.dependants(candidate).stream()
                            .allMatch(dependency -> gone.contains(dependency.from())))
                    .toList();
            moved = gone.addAll(free);
            candidates.removeAll(gone);
        }
        gone.removeAll(services);
        return gone;
    }
}
