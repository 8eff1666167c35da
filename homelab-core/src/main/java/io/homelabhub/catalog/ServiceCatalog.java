package io.homelabhub.catalog;

import io.homelabhub.graph.DependencyGraph;
import io.homelabhub.graph.Reason;
import io.homelabhub.host.Host;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.variables.VariableDefinition;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the owner says about the services of a homelab. Immutable; every map is in the order of the file.
 *
 * @param file where it was read
 * @param metadata what it says about itself
 * @param groups the groups by name
 * @param services the services by name
 * @param jobs what is said of jobs, by name
 * @param patterns the deployment patterns by name
 * @param variables what is said of variables, by name
 * @param secrets the encrypted files whose values are variables, as written, from the project's folder; a later one counts more
 * @param acknowledged the notes that the owner knows
 * @param hosts the machines that it names itself, by name
 * @param channels who is told when something has happened, by the channel's name
 * @param origin whether the owner wrote it
 * @param locations where entries and their fields stand, by paths such as {@code services.postgres.container_name}
 */
public record ServiceCatalog(
        Path file,
        Map<String, String> metadata,
        Map<String, ServiceGroup> groups,
        Map<String, ServiceDefinition> services,
        Map<String, JobDefinition> jobs,
        Map<String, DeploymentPattern> patterns,
        Map<String, VariableDefinition> variables,
        List<String> secrets,
        Acknowledgements acknowledged,
        Map<String, Host> hosts,
        Map<String, NotifyChannel> channels,
        Origin origin,
        Map<String, SourceLocation> locations) {
    /** Where a catalog comes from. */
    public enum Origin {
        /** The owner wrote it. */
        FILE,
        /** There is none: each service of the Compose files is a service, each profile a group. */
        COMPOSE
    }

    public ServiceCatalog {
        metadata = copy(metadata);
        groups = copy(groups);
        services = copy(services);
        jobs = copy(jobs);
        patterns = copy(patterns);
        variables = copy(variables);
        secrets = List.copyOf(secrets);
        hosts = copy(hosts);
        channels = copy(channels);
        locations = copy(locations);
    }

    /** A catalog that says nothing. */
    public static ServiceCatalog empty(Path file) {
        return new ServiceCatalog(
                file,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Acknowledgements.NONE,
                Map.of(),
                Map.of(),
                Origin.FILE,
                Map.of());
    }

    /** Whether the owner wrote it, so that there is something to say about it. */
    public boolean isWritten() {
        return origin == Origin.FILE;
    }

    /**
     * A service that is known to be there.
     *
     * @throws IllegalArgumentException if it is not
     */
    public ServiceDefinition service(String name) {
        return present("service", name, services.get(name));
    }

    /**
     * A group that is known to be there.
     *
     * @throws IllegalArgumentException if it is not
     */
    public ServiceGroup group(String name) {
        return present("group", name, groups.get(name));
    }

    /** Where a service runs: the host that it names, else that of its own group, else that of the first other one; empty for any. */
    public Optional<String> hostOf(String service) {
        ServiceDefinition definition = services.get(service);
        if (definition == null) {
            return Optional.empty();
        }
        return definition
                .host()
                .or(() -> definition.group().map(groups::get).flatMap(ServiceGroup::host))
                .or(() -> groups.values().stream()
                        .filter(group -> group.services().contains(service))
                        .flatMap(group -> group.host().stream())
                        .findFirst());
    }

    /** Where {@code path} stands, or the nearest thing around it: at worst the file. */
    public SourceLocation locationOf(String path) {
        return CatalogPath.nearest(path, locations, SourceLocation.of(file));
    }

    /** The services and what the catalog says they depend on. */
    public DependencyGraph graph() {
        DependencyGraph.Builder graph = DependencyGraph.builder();
        services.forEach((name, service) -> {
            graph.vertex(name);
            service.dependencies().forEach(needed -> graph.edge(name, needed, Reason.catalog()));
            service.optionalDependencies().forEach(used -> graph.edge(name, used, Reason.catalogOptional()));
        });
        return graph.build();
    }

    /** Service names by {@code startup_order}, those without one last, then by name. Takes names of other services too. */
    public Comparator<String> startupOrder() {
        return Comparator.comparingInt(this::orderOf).thenComparing(Comparator.naturalOrder());
    }

    private int orderOf(String name) {
        ServiceDefinition service = services.get(name);
        return service == null ? Integer.MAX_VALUE : service.startupOrder().orElse(Integer.MAX_VALUE);
    }

    private static <T> T present(String kind, String name, @Nullable T found) {
        if (found == null) {
            throw new IllegalArgumentException("the catalog has no %s \"%s\"".formatted(kind, name));
        }
        return found;
    }

    private static <T> Map<String, T> copy(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
