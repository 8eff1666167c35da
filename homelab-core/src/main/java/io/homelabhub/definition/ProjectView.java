package io.homelabhub.definition;

import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.catalog.ServiceSelector;
import io.homelabhub.compose.ComposeFileObject;
import io.homelabhub.compose.ComposeJob;
import io.homelabhub.graph.Condition;
import io.homelabhub.graph.Dependency;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.graph.Reason;
import io.homelabhub.observed.ContainerSecrets;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.plan.Await;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.secret.SecretPlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What has to be known of a project to look at it and to take it away: from its files, or from the labels of its containers
 * where the files cannot be used.
 *
 * @param project the Compose project
 * @param catalog what names mean
 * @param graph the services by their catalog names
 * @param composeNames the Compose names of services that have another in the catalog
 * @param endpoint where a service is asked whether it is well
 * @param mask hides the secrets of the files
 * @param secretPlaces where the files fill secrets into what containers are made with, by Compose service
 * @param volumes the engine's names of volumes by their keys in the files
 * @param jobs the jobs by name, which are no services
 * @param enabledJobs those that run by themselves if they have a schedule
 * @param removesOrphans whether the files' environment asks for orphans to go
 * @param problems what is wrong with the files, errors among them if they cannot be used
 */
public record ProjectView(
        String project,
        ServiceCatalog catalog,
        DependencyGraph graph,
        Map<String, String> composeNames,
        Function<String, Optional<Await.Endpoint>> endpoint,
        SecretMask mask,
        Map<String, List<SecretPlace>> secretPlaces,
        Map<String, String> volumes,
        Map<String, ComposeJob> jobs,
        Set<String> enabledJobs,
        boolean removesOrphans,
        List<Problem> problems) {
    public ProjectView {
        composeNames = Map.copyOf(composeNames);
        secretPlaces = Map.copyOf(secretPlaces);
        volumes = Map.copyOf(volumes);
        jobs = Map.copyOf(jobs);
        enabledJobs = Set.copyOf(enabledJobs);
        problems = List.copyOf(problems);
    }

    /** As its files have it. */
    public static ProjectView of(ProjectDefinition definition) {
        Map<String, String> composeNames = new TreeMap<>();
        definition.graph().vertices().forEach(name -> composeNames.put(name, definition.composeName(name)));
        Map<String, String> volumes = new TreeMap<>();
        definition.compose().volumes().forEach((key, volume) -> volumes.put(key, volume.name()));
        return new ProjectView(
                definition.project(),
                definition.catalog(),
                definition.graph(),
                composeNames,
                definition::endpoint,
                maskOf(definition),
                definition.compose().secretPlaces(),
                volumes,
                definition.jobs(),
                definition.enabledJobs(),
                definition.removesOrphans(),
                definition.errors());
    }

    /**
     * Hides the secrets of the files, those included that lie encrypted, as far as a key opens them: where none does, nothing can be
     * deployed with them either.
     */
    private static SecretMask maskOf(ProjectDefinition definition) {
        for (ComposeFileObject secret : definition.compose().secrets().values()) {
            try {
                secret.encrypted().ifPresent(definition.encrypted()::open);
            } catch (InvalidInputException closed) {
                // a deploy that needs it says so
            }
        }
        return definition.compose().secretMask().and(definition.encrypted().mask());
    }

    /**
     * As far as its containers' labels tell.
     *
     * @param file the one that would say more
     * @param problems why the files do not
     */
    static ProjectView of(ProjectContainers containers, Path file, List<Problem> problems) {
        ServiceCatalog none = ServiceCatalog.empty(file);
        DependencyGraph empty = DependencyGraph.builder().build();
        return new ProjectView(
                        containers.project(),
                        none,
                        empty,
                        Map.of(),
                        service -> Optional.empty(),
                        SecretMask.NONE,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Set.of(),
                        false,
                        problems)
                .with(containers, containers.byService().keySet());
    }

    /** With services that have left the files and have containers still, as far as they are named. */
    public ProjectView withOrphans(ProjectContainers containers, Collection<String> named) {
        return with(
                containers,
                named.stream()
                        .filter(name -> containers.byService().containsKey(name))
                        .filter(name -> !graph.vertices().contains(name) && !composeNames.containsValue(name))
                        .toList());
    }

    private ProjectView with(ProjectContainers containers, Collection<String> services) {
        Map<String, ServiceDefinition> all = new TreeMap<>(catalog.services());
        services.forEach(name -> all.put(name, ServiceDefinition.named(name).build()));
        DependencyGraph.Builder more = DependencyGraph.builder().addAll(graph);
        services.forEach(more::vertex);
        for (String service : services) {
            containers.of(service).forEach(container -> needs(container).stream()
                    .filter(need ->
                            services.contains(need.service) || graph.vertices().contains(need.service))
                    .forEach(need -> more.edge(service, need.service, need.reason())));
        }
        DependencyGraph extended = more.build();
        return new ProjectView(
                project,
                new ServiceCatalog(
                        catalog.file(),
                        catalog.metadata(),
                        catalog.groups(),
                        all,
                        catalog.jobs(),
                        catalog.patterns(),
                        catalog.variables(),
                        catalog.secrets(),
                        catalog.acknowledged(),
                        catalog.hosts(),
                        catalog.channels(),
                        catalog.origin(),
                        catalog.locations()),
                extended.cycle().isEmpty() ? extended : graph,
                composeNames,
                endpoint,
                mask,
                secretPlaces,
                volumes,
                jobs,
                enabledJobs,
                removesOrphans,
                problems);
    }

    /** What a container's label says that it needs, as {@code db:service_healthy:false,cache:service_started:true}. */
    private static List<Need> needs(ObservedContainer container) {
        List<Need> needs = new ArrayList<>();
        for (String need : container.label(ComposeLabels.DEPENDS_ON).orElse("").split(",", -1)) {
            if (!need.isBlank()) {
                String[] parts = need.strip().split(":", -1);
                needs.add(new Need(parts[0], parts.length > 2 && parts[2].equals("true")));
            }
        }
        return needs;
    }

    /** One entry of that label; {@code restart} as {@code depends_on} has it. */
    private record Need(String service, boolean restart) {
        Reason reason() {
            return Reason.dependsOn(Condition.STARTED, true, restart);
        }
    }

    /**
     * The containers that serve these services, by name.
     *
     * @param names services, groups or patterns, also services that have left the files; none for all that have containers
     * @param ours the project's
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     */
    public List<ObservedContainer> containersOf(Collection<String> names, ProjectContainers ours) {
        Collection<String> services = ours.byService().keySet();
        if (!names.isEmpty()) {
            ProjectView all = withOrphans(ours, names);
            services = all.selector().members(names).stream()
                    .map(all::composeName)
                    .distinct()
                    .toList();
        }
        return services.stream()
                .flatMap(service -> ours.of(service).stream())
                .sorted(Comparator.comparing(ObservedContainer::name))
                .toList();
    }

    /** Hides the secrets of the files, and those that containers were made with, as far as these were looked at closely. */
    public SecretMask maskWith(ObservedState observed) {
        return mask.and(ContainerSecrets.maskOf(observed, secretPlaces));
    }

    /** The name in the Compose files of a service of the catalog. */
    public String composeName(String service) {
        return composeNames.getOrDefault(service, service);
    }

    /** The name in the catalog of a service of the Compose files; the same if it has no other. */
    public String catalogName(String composeService) {
        return composeNames.entrySet().stream()
                .filter(entry -> entry.getValue().equals(composeService))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(composeService);
    }

    /** Finds services by their names, groups and patterns. */
    public ServiceSelector selector() {
        return new ServiceSelector(catalog, graph, jobs.keySet());
    }

    /** The services, each after what it needs, otherwise by startup order and name. */
    public List<String> ordered(Collection<String> services) {
        return graph.restrictedTo(services).dependenciesFirst(catalog.startupOrder());
    }

    /** The graph by the names in the Compose files. */
    public DependencyGraph composeGraph() {
        DependencyGraph.Builder renamed = DependencyGraph.builder();
        graph.vertices().forEach(vertex -> renamed.vertex(composeName(vertex)));
        for (Dependency edge : graph.edges()) {
            edge.reasons().forEach(reason -> renamed.edge(composeName(edge.from()), composeName(edge.to()), reason));
        }
        return renamed.build();
    }
}
