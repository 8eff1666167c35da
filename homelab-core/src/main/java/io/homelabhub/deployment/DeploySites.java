package io.homelabhub.deployment;

import io.homelabhub.catalog.ServiceSelector;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.definition.HostsLoader;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.graph.Dependency;
import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.graph.Follow;
import io.homelabhub.host.Host;
import io.homelabhub.placement.Site;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.session.HomelabSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the services of a deploy or an undeploy run. Immutable; no engine was asked.
 *
 * @param project the Compose project
 * @param home the host that the owner has named this machine; empty if it has no name
 * @param byHost the services of each host that has any, by their catalog names, each after what it needs; hosts by name, this machine as
 *     {@link #THIS_MACHINE} if it has none
 * @param composeNames the names of all services in the Compose files, by those of the catalog
 */
public record DeploySites(
        String project, Optional<Host> home, Map<String, List<String>> byHost, Map<String, String> composeNames) {
    /** How a machine is called that its owner has given no name. */
    public static final String THIS_MACHINE = "this machine";

    public DeploySites {
        Map<String, List<String>> copies = new TreeMap<>();
        byHost.forEach((host, services) -> copies.put(host, List.copyOf(services)));
        byHost = Collections.unmodifiableMap(copies);
        composeNames = Map.copyOf(composeNames);
    }

    /**
     * Those of a request that names no host, whatever else is wrong with the files.
     *
     * @param sources of this machine
     * @throws io.homelabhub.problem.InvalidInputException if the files cannot be read
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     */
    public static DeploySites of(DefinitionSources sources, DeployRequest request) {
        return of(definition(sources, request), request);
    }

    /**
     * Those of a request that names no host, if nothing is wrong with what it deploys.
     *
     * @param sources of this machine
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     */
    public static DeploySites ofUsable(DefinitionSources sources, DeployRequest request) {
        ProjectDefinition definition = definition(sources, request);
        definition.requireUsable(DeploySelection.everywhere(definition, request, Set.of()));
        return of(definition, request);
    }

    private static ProjectDefinition definition(DefinitionSources sources, DeployRequest request) {
        return DefinitionLoader.load(sources.across(Optional.empty()), request.names());
    }

    private static DeploySites of(ProjectDefinition definition, DeployRequest request) {
        Set<String> anywhere = definition.graph().vertices().stream()
                .map(definition::composeName)
                .collect(Collectors.toSet());
        return of(
                definition,
                DeploySelection.everywhere(definition, request, anywhere),
                Selections.jobs(definition, request));
    }

    /** Those of all services that the files describe and enable, whatever is asked for. */
    public static DeploySites ofAll(DefinitionSources sources) {
        return ofAll(DefinitionLoader.load(sources.across(Optional.empty()), List.of()));
    }

    static DeploySites ofAll(ProjectDefinition definition) {
        return of(definition, definition.graph().vertices(), definition.enabledJobs());
    }

    /** Those of exactly the services that names mean, without what these need. */
    static DeploySites named(ProjectDefinition definition, List<String> names) {
        return of(definition, definition.selector().members(names), List.of());
    }

    /**
     * Those of an undeploy that names no host: of what may go, and of what may need that. A host of which only the latter is known has an
     * empty list. So has this machine if nothing that may go belongs here and other hosts take part: here can be what has moved away since,
     * and jobs. What has left the files can be anywhere.
     */
    public static DeploySites of(DefinitionSources sources, RemovalRequest request) {
        return of(DefinitionLoader.load(sources.across(Optional.empty()), request.names()), request);
    }

    static DeploySites of(ProjectDefinition definition, RemovalRequest request) {
        ServiceSelector selector = definition.selector();
        DependencyGraph graph = definition.graph();
        List<String> known = request.names().stream().filter(selector::knows).toList();
        Set<String> going = new TreeSet<>(selector.members(known));
        if (request.withDependents()) {
            going.addAll(graph.dependantsClosure(going, Follow.REQUIRED));
        }
        if (request.pruneDependencies()) {
            going.addAll(graph.closure(going, Follow.REQUIRED));
        }
        Set<String> asked = known.size() < request.names().size() ? graph.vertices() : users(graph, going, request);
        boolean all = request.names().contains(ServiceSelector.ALL);
        DeploySites sites = of(definition, going, all ? definition.jobs().keySet() : Set.of());
        DeploySites placed =
                sites.withHosts(of(definition, asked, List.of()).byHost().keySet());
        return placed.isSpread() ? placed.withHome() : placed;
    }

    /** The same, this machine among them. */
    DeploySites withHome() {
        return withHosts(List.of(homeName()));
    }

    /** The same, these hosts among them. */
    DeploySites withHosts(Collection<String> hosts) {
        Map<String, List<String>> more = new HashMap<>(byHost);
        hosts.forEach(host -> more.putIfAbsent(host, List.of()));
        return new DeploySites(project, home, more, composeNames);
    }

    /** What keeps services from going while it runs; nothing keeps what is down. */
    private static Set<String> users(DependencyGraph graph, Set<String> services, RemovalRequest request) {
        if (request.onlyDown()) {
            return Set.of();
        }
        return services.stream()
                .flatMap(service -> graph.dependants(service).stream())
                .filter(edge -> edge.required() || request.pruneDependencies())
                .map(Dependency::from)
                .collect(Collectors.toSet());
    }

    /**
     * The services that names mean and that the files give other hosts than this machine, by the host's name. None if a host is asked for, if
     * the owner has named none, or if the files cannot be used. Of names that mean nothing nothing is known.
     */
    public static Map<String, List<String>> elsewhere(HomelabSettings settings, List<String> names) {
        try {
            if (settings.host().isPresent()
                    || HostsLoader.load(settings.sources()).isEmpty()) {
                return Map.of();
            }
            ProjectDefinition definition =
                    DefinitionLoader.load(settings.sources().across(Optional.empty()), names);
            ServiceSelector selector = definition.selector();
            List<String> known = names.stream().filter(selector::knows).toList();
            DeploySites sites = of(definition, selector.members(known), List.of());
            Map<String, List<String>> elsewhere = new TreeMap<>(sites.byHost());
            elsewhere.remove(sites.homeName());
            return elsewhere;
        } catch (InvalidInputException unusable) {
            return Map.of();
        }
    }

    /** @param jobs of the request: those with a schedule run on this machine, so it takes part */
    private static DeploySites of(ProjectDefinition definition, Collection<String> services, Collection<String> jobs) {
        Map<String, List<String>> byHost = new HashMap<>();
        Optional<Host> home = definition.place().hosts().local();
        for (String service : services) {
            Optional<Host> host =
                    definition.placement().elsewhere(service).map(Site::host).orElse(home);
            byHost.computeIfAbsent(host.map(Host::name).orElse(THIS_MACHINE), any -> new ArrayList<>())
                    .add(service);
        }
        boolean armsHere = definition.jobs().values().stream()
                .anyMatch(job -> jobs.contains(job.name()) && job.triggers().isScheduled());
        if (armsHere) {
            byHost.computeIfAbsent(home.map(Host::name).orElse(THIS_MACHINE), any -> new ArrayList<>());
        }
        return new DeploySites(
                definition.project(),
                home,
                byHost,
                definition.graph().vertices().stream()
                        .collect(Collectors.toMap(service -> service, definition::composeName)));
    }

    /** The name of this machine's host. */
    public String homeName() {
        return home.map(Host::name).orElse(THIS_MACHINE);
    }

    /** Whether some service runs on another host than this machine. */
    public boolean isSpread() {
        return byHost.keySet().stream().anyMatch(host -> !host.equals(homeName()));
    }

    /** The name in the catalog of a service of the Compose files; the same if it has no other. */
    public String catalogName(String composeService) {
        return composeNames.entrySet().stream()
                .filter(entry -> entry.getValue().equals(composeService))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(composeService);
    }

    /** The host of a service, by its name in the Compose files; empty if it is not among those asked for. */
    public Optional<String> hostOf(String composeService) {
        return byHost.entrySet().stream()
                .filter(entry ->
                        entry.getValue().stream().anyMatch(service -> composeService.equals(composeNames.get(service))))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
