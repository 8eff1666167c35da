package io.homelabhub.status;

import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.definition.ProjectView;
import io.homelabhub.job.JobStatus;
import io.homelabhub.job.JobStatuses;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.session.OpenEngine;
import io.homelabhub.status.ProjectStatus.ServiceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Sorts what an engine has into the services that are described. */
final class StatusReader {
    private StatusReader() {}

    static ProjectStatus of(ProjectView view, OpenEngine open, ObservedState observed, Instant asked) {
        ProjectContainers ours = ProjectContainers.of(view.project(), observed);
        List<ServiceStatus> services = view.ordered(view.graph().vertices()).stream()
                .map(name -> status(view, name, ours, asked))
                .toList();
        List<ObservedContainer> orphans = ours.all().stream()
                .filter(container -> !container.isJobRun())
                .filter(container -> services.stream()
                        .noneMatch(service -> service.containers().contains(container)))
                .toList();
        List<JobStatus> jobs = new JobStatuses(view.project(), view.enabledJobs(), observed, open.engine(), asked)
                .of(new TreeMap<>(view.jobs()).values(), 1);
        return new ProjectStatus(view.project(), open.info(), services, orphans, jobs, view.problems());
    }

    private static ServiceStatus status(ProjectView view, String name, ProjectContainers ours, Instant asked) {
        Optional<ServiceDefinition> service =
                Optional.ofNullable(view.catalog().services().get(name));
        return new ServiceStatus(
                name,
                service.flatMap(ServiceDefinition::group),
                service.map(ServiceDefinition::enabled).orElse(true),
                ours.of(view.composeName(name)),
                asked);
    }
}
