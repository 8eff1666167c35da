package io.homelabhub.status;

import io.homelabhub.engine.EngineInfo;
import io.homelabhub.job.JobStatus;
import io.homelabhub.observed.Health;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.Restarts;
import io.homelabhub.problem.Problem;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a project stands.
 *
 * @param project the Compose project
 * @param engine who was asked
 * @param services a row for every service that is described, deployed or not, dependencies first
 * @param orphans containers of the project that are no described service's own: of services that are gone, and
 *     what ran beside one for {@code docker compose run} or a hook
 * @param jobs how the project's jobs stand, by name; none where only some services are asked about
 * @param problems why the files could not be used, so that labels alone say what there is; none if they could
 */
public record ProjectStatus(
        String project,
        EngineInfo engine,
        List<ServiceStatus> services,
        List<ObservedContainer> orphans,
        List<JobStatus> jobs,
        List<Problem> problems) {
    public ProjectStatus {
        services = List.copyOf(services);
        orphans = List.copyOf(orphans);
        jobs = List.copyOf(jobs);
        problems = List.copyOf(problems);
    }

    /** The same for some services alone, without orphans. */
    ProjectStatus only(Collection<String> names) {
        return with(service -> names.contains(service.service()), List.of());
    }

    /** The same for the services that have a container, without orphans. */
    ProjectStatus deployed() {
        return with(service -> !service.containers().isEmpty(), jobs);
    }

    /** The same of a machine that keeps no jobs. */
    public ProjectStatus withoutJobs() {
        return new ProjectStatus(project, engine, services, orphans, List.of(), problems);
    }

    /** The same for some services, and for all others that have containers; with the orphans. */
    public ProjectStatus withThose(Collection<String> names) {
        return new ProjectStatus(
                project,
                engine,
                services.stream()
                        .filter(service -> names.contains(service.service())
                                || !service.containers().isEmpty())
                        .toList(),
                orphans,
                jobs,
                problems);
    }

    private ProjectStatus with(Predicate<ServiceStatus> wanted, List<JobStatus> itsJobs) {
        return new ProjectStatus(
                project, engine, services.stream().filter(wanted).toList(), List.of(), itsJobs, problems);
    }

    /** The same with the {@code wanted} containers alone; a service that is left without one is left out. */
    public ProjectStatus only(Predicate<ObservedContainer> wanted) {
        return new ProjectStatus(
                project,
                engine,
                services.stream()
                        .map(service -> service.only(wanted))
                        .filter(service -> !service.containers().isEmpty())
                        .toList(),
                orphans.stream().filter(wanted).toList(),
                List.of(),
                problems);
    }

    /** The same for the services that are described. */
    public ProjectStatus withoutOrphans() {
        return new ProjectStatus(project, engine, services, List.of(), jobs, problems);
    }

    /**
     * How one service stands.
     *
     * @param service its name in the catalog
     * @param group its group; empty if it has none
     * @param enabled whether groups and {@code all} deploy it
     * @param containers its containers, by name; none if it is not deployed
     * @param asked when they were looked at: how lately one was restarted counts from then
     */
    public record ServiceStatus(
            String service,
            Optional<String> group,
            boolean enabled,
            List<ObservedContainer> containers,
            Instant asked) {
        public ServiceStatus {
            containers = List.copyOf(containers);
        }

        private ServiceStatus only(Predicate<ObservedContainer> wanted) {
            List<ObservedContainer> left = containers.stream().filter(wanted).toList();
            return new ServiceStatus(service, group, enabled, left, asked);
        }

        /** Whether every container runs, and none is unhealthy or in a crash loop; false if it is not deployed. */
        public boolean isUp() {
            return !containers.isEmpty() && containers.stream().allMatch(this::isUp);
        }

        private boolean isUp(ObservedContainer container) {
            boolean loops = Restarts.of(container)
                    .filter(restarts -> restarts.isLooping(asked))
                    .isPresent();
            return container.state().isRunning() && container.health() != Health.UNHEALTHY && !loops;
        }
    }
}
