package io.homelabhub;

import io.homelabhub.catalog.CatalogSelection;
import io.homelabhub.compose.ComposeVolume;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.graph.Follow;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.planning.RemovalOptions;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ComposeLabels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Works out which services a request is about. */
final class Selections {
    private Selections() {}

    /**
     * The services of a deploy by their catalog names, each after what it needs.
     *
     * @param deployed the Compose services that have containers: dependants come along as far as they are among them
     */
    static List<String> forDeploy(
            Definition definition, DeployRequest request, CatalogSelection selection, Set<String> deployed) {
        Set<String> services = new TreeSet<>(request.withDependencies() ? selection.services() : selection.asked());
        if (request.withDependents()) {
            definition.graph().dependantsClosure(selection.asked(), Follow.REQUIRED).stream()
                    .filter(dependant -> deployed.contains(definition.composeName(dependant)))
                    .forEach(services::add);
        }
        return definition.ordered(
                request.withDependencies() ? definition.graph().closure(services, Follow.REQUIRED) : services);
    }

    /** The Compose services that have containers. */
    static Set<String> deployed(Definition definition, ObservedState observed) {
        return observed.containers().stream()
                .filter(container -> container
                        .label(ComposeLabels.PROJECT)
                        .filter(definition.project()::equals)
                        .isPresent())
                .filter(container -> !container.isCompanion())
                .flatMap(container -> container.label(ComposeLabels.SERVICE).stream())
                .collect(Collectors.toSet());
    }

    /** The Compose services that a deploy names by their own names, not through a group, a pattern or {@code all}. */
    static Set<String> named(Definition definition, DeployRequest request) {
        return request.names().stream()
                .filter(definition.graph().vertices()::contains)
                .map(definition::composeName)
                .collect(Collectors.toSet());
    }

    /** What the owner should know: about the files, and about services that a deploy leaves out or takes along. */
    static List<String> notices(Definition definition, CatalogSelection selection, Collection<String> services) {
        List<String> notices = new ArrayList<>();
        List<Problem> warnings = definition.warningsOn(services);
        warnings.forEach(warning -> notices.add(warning.toString()));
        int others = definition.warnings().size() - warnings.size();
        if (others > 0) {
            notices.add((others == 1 ? "1 more note is" : others + " more notes are")
                    + " about services that this leaves alone; `homelab config -q` shows all");
        }
        if (definition.catalog().isWritten()) {
            disabled(selection, notices);
        }
        return notices;
    }

    /** Where Compose files stand alone, their profiles say it, and nothing is disabled. */
    private static void disabled(CatalogSelection selection, List<String> notices) {
        selection
                .leftOut()
                .forEach(left -> notices.add(
                        left.service() + " is disabled, so " + left.of() + " leaves it out; name it to deploy it"));
        selection
                .disabledButNeeded()
                .forEach(service -> notices.add(service + " is disabled, but deployed because it is needed"));
    }

    /** What an undeploy takes away, by Compose names. */
    static RemovalOptions forRemoval(Definition definition, RemovalRequest request, ObservedState observed) {
        DependencyGraph graph = definition.graph();
        Set<String> services = new HashSet<>(definition.selector().members(request.names()));
        if (request.withDependents()) {
            services.addAll(graph.dependantsClosure(services, Follow.REQUIRED));
        }
        if (request.pruneDependencies()) {
            Set<String> deployed = deployed(definition, observed);
            services.addAll(
                    unneededWithout(services, graph, service -> deployed.contains(definition.composeName(service))));
        }
        return new RemovalOptions(
                services.stream().map(definition::composeName).collect(Collectors.toSet()),
                request.volumes().stream()
                        .map(volume -> volumeName(definition, observed, volume))
                        .collect(Collectors.toSet()),
                request.removeOrphans());
    }

    /** The engine's name of a volume that is named so, or by its key in the Compose files. */
    private static String volumeName(Definition definition, ObservedState observed, String named) {
        return observed.volume(named).map(ObservedVolume::name).orElseGet(() -> Optional.ofNullable(
                        definition.compose().volumes().get(named))
                .map(ComposeVolume::name)
                .orElse(named));
    }

    /** What the services need and nothing else that is deployed does. */
    private static Set<String> unneededWithout(
            Set<String> services, DependencyGraph graph, Predicate<String> isDeployed) {
        Set<String> gone = new TreeSet<>(services);
        Set<String> candidates = new TreeSet<>(graph.closure(services, Follow.REQUIRED));
        candidates.removeAll(services);
        boolean moved = true;
        while (moved) {
            List<String> free = candidates.stream()
                    .filter(candidate -> graph.dependants(candidate).stream()
                            .map(dependency -> dependency.from())
                            .allMatch(dependant -> gone.contains(dependant) || !isDeployed.test(dependant)))
                    .toList();
            moved = gone.addAll(free);
            candidates.removeAll(gone);
        }
        gone.removeAll(services);
        return gone;
    }
}
