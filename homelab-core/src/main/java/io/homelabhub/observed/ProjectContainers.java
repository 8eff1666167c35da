package io.homelabhub.observed;

import io.homelabhub.resource.ComposeLabels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A project's containers, told apart by their labels: the one place that says whose a container is.
 *
 * @param project the Compose project
 * @param byService the containers that are to serve, by their Compose service; several where a service is scaled, or where a
 *     replacement was interrupted
 * @param oneOffs those in which a service runs once, for {@code homelab run} or {@code docker compose run}; they serve nobody; by name
 * @param jobRuns those in which jobs run or ran; by name
 * @param hookRunners those in which docker compose runs hooks before a service starts; by name
 * @param nameless those that carry the project's label and no service's; by name
 */
public record ProjectContainers(
        String project,
        Map<String, List<ObservedContainer>> byService,
        List<ObservedContainer> oneOffs,
        List<ObservedContainer> jobRuns,
        List<ObservedContainer> hookRunners,
        List<ObservedContainer> nameless) {
    public ProjectContainers {
        byService = Collections.unmodifiableMap(new TreeMap<>(byService));
        oneOffs = List.copyOf(oneOffs);
        jobRuns = List.copyOf(jobRuns);
        hookRunners = List.copyOf(hookRunners);
        nameless = List.copyOf(nameless);
    }

    /** Those of {@code project} among all that an engine has. */
    public static ProjectContainers of(String project, ObservedState observed) {
        Map<String, List<ObservedContainer>> byService = new TreeMap<>();
        List<ObservedContainer> oneOffs = new ArrayList<>();
        List<ObservedContainer> jobRuns = new ArrayList<>();
        List<ObservedContainer> hookRunners = new ArrayList<>();
        List<ObservedContainer> nameless = new ArrayList<>();
        for (ObservedContainer container : observed.containers()) {
            if (!belongs(container, project) || container.isOfEnginesJob()) {
                continue;
            }
            if (container.isHookRunner()) {
                hookRunners.add(container);
            } else if (container.isJobRun()) {
                jobRuns.add(container);
            } else if (container.isCompanion()) {
                oneOffs.add(container);
            } else if (container.label(ComposeLabels.SERVICE).isEmpty()) {
                nameless.add(container);
            } else {
                byService
                        .computeIfAbsent(serviceOf(container), any -> new ArrayList<>())
                        .add(container);
            }
        }
        return new ProjectContainers(project, byService, oneOffs, jobRuns, hookRunners, nameless);
    }

    /** The projects that an engine has containers of, by name. */
    public static Set<String> projects(ObservedState observed) {
        Set<String> projects = new TreeSet<>();
        observed.containers().forEach(container -> projectOf(container).ifPresent(projects::add));
        return projects;
    }

    private static boolean belongs(ObservedContainer container, String project) {
        return projectOf(container).filter(project::equals).isPresent();
    }

    /** The project that a container's label names. */
    public static Optional<String> projectOf(ObservedContainer container) {
        return container.label(ComposeLabels.PROJECT);
    }

    /** The service that a container's label names; empty if it has none. */
    public static String serviceOf(ObservedContainer container) {
        return container.label(ComposeLabels.SERVICE).orElse("");
    }

    /** The containers of a service; none if it is not deployed. */
    public List<ObservedContainer> of(String service) {
        return byService.getOrDefault(service, List.of());
    }

    /** Every container of the project, by name. */
    public List<ObservedContainer> all() {
        List<ObservedContainer> all = new ArrayList<>();
        byService.values().forEach(all::addAll);
        all.addAll(oneOffs);
        all.addAll(jobRuns);
        all.addAll(hookRunners);
        all.addAll(nameless);
        return byName(all);
    }

    /**
     * The containers that no service is served by: those of services that nothing describes any more, and what others have
     * left behind: one-offs that have ended. By name.
     *
     * @param described the Compose services that there are
     */
    public List<ObservedContainer> orphans(Collection<String> described) {
        List<ObservedContainer> orphans = new ArrayList<>();
        byService.forEach((service, containers) -> {
            if (!described.contains(service)) {
                orphans.addAll(containers);
            }
        });
        oneOffs.stream().filter(ProjectContainers::hasEnded).forEach(orphans::add);
        return byName(orphans);
    }

    /** Where an orphan comes from, as {@code of service web}. */
    public String origin(ObservedContainer container) {
        String service = "service " + serviceOf(container);
        if (oneOffs.contains(container)) {
            return "of a one-off run of " + service;
        }
        return "of " + service;
    }

    private static boolean hasEnded(ObservedContainer container) {
        return container.state() == ContainerState.EXITED
                || container.state() == ContainerState.DEAD
                || container.state() == ContainerState.CREATED;
    }

    private static List<ObservedContainer> byName(List<ObservedContainer> containers) {
        return containers.stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }
}
