package io.homelabhub;

import io.homelabhub.ProjectStatus.ServiceStatus;
import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.resource.ComposeLabels;
import java.util.List;
import java.util.Optional;

/** Sorts what an engine has into the services that are described. */
final class StatusReading {
    private StatusReading() {}

    static ProjectStatus of(Definition definition, EngineInfo engine, ObservedState observed) {
        List<ObservedContainer> ours = observed.containers().stream()
                .filter(container -> container
                        .label(ComposeLabels.PROJECT)
                        .filter(definition.project()::equals)
                        .isPresent())
                .toList();
        List<ServiceStatus> services = definition.ordered(definition.graph().vertices()).stream()
                .map(name -> status(definition, name, ours))
                .toList();
        List<ObservedContainer> orphans = ours.stream()
                .filter(container -> services.stream()
                        .noneMatch(service -> service.containers().contains(container)))
                .toList();
        return new ProjectStatus(definition.project(), engine, services, orphans);
    }

    private static ServiceStatus status(Definition definition, String name, List<ObservedContainer> ours) {
        String composeName = definition.composeName(name);
        Optional<ServiceDefinition> service =
                Optional.ofNullable(definition.catalog().services().get(name));
        return new ServiceStatus(
                name,
                service.flatMap(ServiceDefinition::group),
                service.map(ServiceDefinition::enabled).orElse(true),
                ours.stream()
                        .filter(container -> container
                                .label(ComposeLabels.SERVICE)
                                .filter(composeName::equals)
                                .isPresent())
                        .filter(container -> !container.isCompanion())
                        .toList());
    }
}
