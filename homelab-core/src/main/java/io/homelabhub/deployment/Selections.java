package io.homelabhub.deployment;

import io.homelabhub.catalog.CatalogSelection;
import io.homelabhub.catalog.JobDefinition;
import io.homelabhub.catalog.ServiceSelector;
import io.homelabhub.compose.ComposeJob;
import io.homelabhub.compose.ComposeService;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.graph.Follow;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.schedule.Schedule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works out which services a request is about. */
final class Selections {
    private Selections() {}

    /**
     * The services of a deploy by their catalog names, each after what it needs.
     *
     * @param deployed the Compose services that have containers: dependants come along as far as they are among them
     */
    static List<String> forDeploy(
            ProjectDefinition definition, DeployRequest request, CatalogSelection selection, Set<String> deployed) {
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
    static Set<String> deployed(String project, ObservedState observed) {
        return ProjectContainers.of(project, observed).byService().keySet();
    }

    /** The Compose services that a deploy names by their own names, not through a group, a pattern or {@code all}. */
    static Set<String> named(ProjectDefinition definition, DeployRequest request) {
        return request.names().stream()
                .filter(definition.graph().vertices()::contains)
                .map(definition::composeName)
                .collect(Collectors.toSet());
    }

    /** The Compose services that a deploy asks for, by whatever names: what only they need is not among them. */
    static Set<String> asked(ProjectDefinition definition, DeployRequest request) {
        Predicate<String> uncatalogued = name -> definition.graph().vertices().contains(name)
                && !definition.catalog().services().containsKey(name);
        Set<String> asked = new TreeSet<>(definition
                .selector()
                .deployment(
                        request.names().stream().filter(uncatalogued.negate()).toList())
                .asked());
        request.names().stream().filter(uncatalogued).forEach(asked::add); // a job, or a service, that runs once
        if (request.withDependents()) {
            asked.addAll(definition.graph().dependantsClosure(asked, Follow.REQUIRED));
        }
        return asked.stream().map(definition::composeName).collect(Collectors.toSet());
    }

    /**
     * Refuses a number of containers for what is no service, or can have only one.
     *
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that is no service
     * @throws InvalidInputException for services that have a container name
     */
    static void requireScalable(ProjectDefinition definition, Map<String, Integer> scale) {
        List<Problem> problems = new ArrayList<>();
        new TreeMap<>(scale).forEach((name, count) -> {
            String service = definition.requireService(name);
            ComposeService compose = definition.compose().services().get(service);
            if (compose != null && count > 1 && compose.canonical().get("container_name") != null) {
                problems.add(Problem.error(
                                compose.locationOf("container_name"),
                                "services." + service + ".container_name",
                                "a container name can be used only once, so " + name + " cannot have " + count
                                        + " containers")
                        .withSuggestion("remove container_name; the containers are then numbered"));
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /**
     * The jobs of a deploy: with the whole project go all that are enabled, and that nothing is wrong with; with a group or a profile
     * those that belong to it.
     */
    static List<String> jobs(ProjectDefinition definition, DeployRequest request) {
        return meant(definition, request).filter(definition::isUsable).toList();
    }

    private static Stream<String> meant(ProjectDefinition definition, DeployRequest request) {
        return definition.enabledJobs().stream()
                .filter(job -> request.names().contains(ServiceSelector.ALL)
                        || groups(definition, job).stream().anyMatch(request.names()::contains));
    }

    /** The jobs that a deploy leaves out because something is wrong with them, and what that is. */
    static List<String> brokenJobs(ProjectDefinition definition, DeployRequest request) {
        return meant(definition, request)
                .filter(job -> !definition.isUsable(job))
                .map(job -> "the job " + job + " is left out: "
                        + definition.errorsOf(job).stream()
                                .map(Problem::toString)
                                .collect(Collectors.joining("; ")))
                .toList();
    }

    private static List<String> groups(ProjectDefinition definition, String job) {
        JobDefinition said = definition.catalog().jobs().get(job);
        ComposeJob found = definition.jobs().get(job);
        return said == null
                ? definition.catalog().isWritten() || found == null ? List.of() : found.profiles()
                : said.group().stream().toList();
    }

    /** What the owner should know: about the files, and about services that a deploy leaves out or takes along. */
    static List<String> notices(
            ProjectDefinition definition, CatalogSelection selection, Collection<String> services, List<String> jobs) {
        List<String> notices = new ArrayList<>();
        List<Problem> warnings = definition.warningsOn(services);
        warnings.forEach(warning -> notices.add(warning.toString()));
        int others = definition.warnings().size() - warnings.size();
        if (others > 0) {
            notices.add((others == 1 ? "1 more note is" : others + " more notes are")
                    + " about other services; `homelab config -q` shows all");
        }
        if (definition.catalog().isWritten()) {
            disabled(selection, notices);
        }
        scheduled(definition, jobs).ifPresent(notices::add);
        return notices;
    }

    /** Which jobs run by themselves, and what that takes: a deploy runs none. */
    private static Optional<String> scheduled(ProjectDefinition definition, List<String> jobs) {
        String scheduled = definition.jobs().values().stream()
                .filter(job -> jobs.contains(job.name()))
                .filter(job -> job.triggers().isScheduled())
                .map(job -> job.name() + " ("
                        + job.triggers().schedules().stream()
                                .map(Schedule::toString)
                                .collect(Collectors.joining("; "))
                        + ")")
                .collect(Collectors.joining(", "));
        return scheduled.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "armed by a deploy: " + scheduled + ". `homelab jobs serve` or an installed timer runs them");
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

    /**
     * The services that an undeploy takes away, by their catalog names.
     *
     * @param isDeployed whether a service of the catalog has containers
     */
    static Set<String> removed(ProjectView view, RemovalRequest request, Predicate<String> isDeployed) {
        DependencyGraph graph = view.graph();
        Set<String> services = new HashSet<>(view.selector().members(request.names()));
        if (request.withDependents()) {
            services.addAll(graph.dependantsClosure(services, Follow.REQUIRED));
        }
        if (request.pruneDependencies()) {
            services.addAll(unneededWithout(services, graph, isDeployed));
        }
        return services;
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
