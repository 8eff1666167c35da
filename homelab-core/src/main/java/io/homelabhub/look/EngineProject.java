package io.homelabhub.look;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.resource.ComposeLabels;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Compose project that an engine has containers of, whoever has made them.
 *
 * @param name the project's name
 * @param containers how many are in which state, those of {@code docker compose run} included
 * @param configFiles the Compose files that its containers were made from
 */
public record EngineProject(String name, Map<ContainerState, Integer> containers, List<String> configFiles) {
    public EngineProject {
        containers = Collections.unmodifiableMap(containers.isEmpty() ? Map.of() : new EnumMap<>(containers));
        configFiles = List.copyOf(configFiles);
    }

    /** All of an engine, by name. */
    static List<EngineProject> all(ObservedState observed) {
        return ProjectContainers.projects(observed).stream()
                .map(name -> of(ProjectContainers.of(name, observed)))
                .toList();
    }

    private static EngineProject of(ProjectContainers project) {
        Map<ContainerState, Integer> states = new EnumMap<>(ContainerState.class);
        project.all().forEach(container -> states.merge(container.state(), 1, Integer::sum));
        return new EngineProject(
                project.project(),
                states,
                project.all().stream()
                        .flatMap(container -> container.label(ComposeLabels.CONFIG_FILES).stream())
                        .flatMap(files -> Stream.of(files.split(",")))
                        .filter(file -> !file.isBlank())
                        .distinct()
                        .sorted()
                        .toList());
    }

    /** Whether one of its containers is up. */
    public boolean isUp() {
        return containers.keySet().stream().anyMatch(ContainerState::isUp);
    }
}
