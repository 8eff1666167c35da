package io.homelabhub.definition;

import io.homelabhub.catalog.Acknowledgements;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.catalog.ServiceGroup;
import io.homelabhub.compose.ComposeJob;
import io.homelabhub.compose.ComposeProject;
import io.homelabhub.compose.ComposeService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes up a catalog for a project that has none: each Compose service is a service, each profile a group. */
final class ComposeCatalog {
    private ComposeCatalog() {}

    /**
     * @param project loaded with every profile
     * @param profiles those that the caller activates; none for those of {@code COMPOSE_PROFILES}
     * @param names what is asked for: a profile among them is active too
     */
    static ServiceCatalog of(ComposeProject project, List<String> profiles, Collection<String> names) {
        Set<String> active = active(project, profiles, names);
        Map<String, ServiceDefinition> services = new TreeMap<>();
        Map<String, List<String>> members = new TreeMap<>();
        for (ComposeService service : project.services().values()) {
            boolean enabled = isEnabled(service.profiles(), active);
            services.put(
                    service.name(),
                    ServiceDefinition.named(service.name()).enabled(enabled).build());
            service.profiles().forEach(profile -> members.computeIfAbsent(profile, any -> new ArrayList<>())
                    .add(service.name()));
        }
        project.jobs().values().stream()
                .flatMap(job -> job.profiles().stream())
                .forEach(profile -> members.computeIfAbsent(profile, any -> new ArrayList<>()));
        Map<String, ServiceGroup> groups = new TreeMap<>();
        members.forEach((profile, itsServices) -> groups.put(
                profile,
                new ServiceGroup(profile, String.join(", ", itsServices), itsServices, false, Optional.empty())));
        Path file = project.configFiles().isEmpty()
                ? project.workingDirectory()
                : project.configFiles().get(0);
        return new ServiceCatalog(
                file,
                Map.of(),
                groups,
                services,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Acknowledgements.NONE,
                Map.of(),
                Map.of(),
                ServiceCatalog.Origin.COMPOSE,
                Map.of());
    }

    /** The jobs that some active profile has, or that have none; as {@link #of} has it for services. */
    static Set<String> enabledJobs(ComposeProject project, List<String> profiles, Collection<String> names) {
        Set<String> active = active(project, profiles, names);
        return project.jobs().values().stream()
                .filter(job -> isEnabled(job.profiles(), active))
                .map(ComposeJob::name)
                .collect(Collectors.toSet());
    }

    private static Set<String> active(ComposeProject project, List<String> profiles, Collection<String> names) {
        Set<String> active = new HashSet<>(profiles);
        active.addAll(names);
        if (profiles.isEmpty()) {
            active.addAll(List.of(
                    project.environment().getOrDefault("COMPOSE_PROFILES", "").split("\\s*,\\s*")));
        }
        return active;
    }

    private static boolean isEnabled(List<String> profiles, Set<String> active) {
        return profiles.isEmpty() || active.contains("*") || profiles.stream().anyMatch(active::contains);
    }
}
