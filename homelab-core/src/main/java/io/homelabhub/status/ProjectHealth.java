package io.homelabhub.status;

import io.homelabhub.engine.EngineInfo;
import io.homelabhub.job.JobStatus;
import io.homelabhub.problem.Problem;
import io.homelabhub.status.ProjectStatus.ServiceStatus;
import java.util.List;

/**
 * Whether the services of a project are well: by the state of their containers, by their containers' own health tests and by
 * the catalog's endpoints, all asked now.
 *
 * @param project the Compose project
 * @param engine who was asked
 * @param services those that were asked about, dependencies first
 * @param jobs how its jobs stand; none where only some services are asked about
 * @param problems why the files could not be used, so that labels alone say what there is; none if they could
 */
public record ProjectHealth(
        String project, EngineInfo engine, List<ServiceHealth> services, List<JobStatus> jobs, List<Problem> problems) {
    public ProjectHealth {
        services = List.copyOf(services);
        jobs = List.copyOf(jobs);
        problems = List.copyOf(problems);
    }

    /**
     * Whether every service is, and no job is in trouble; false if nothing is deployed, as then there is nothing that could answer.
     */
    public boolean isHealthy() {
        return isDeployed()
                && services.stream().allMatch(ServiceHealth::isHealthy)
                && unwellJobs().isEmpty();
    }

    /** Whether there is a service, or a job that runs by itself. */
    public boolean isDeployed() {
        return !services.isEmpty() || jobs.stream().anyMatch(JobStatus::armed);
    }

    /** The jobs that are in trouble; of what is not deployed none is. */
    public List<JobStatus> unwellJobs() {
        return isDeployed()
                ? jobs.stream().filter(job -> job.trouble().isPresent()).toList()
                : List.of();
    }

    /**
     * Whether one service is well.
     *
     * @param status how it stands
     * @param checks what was asked, container by container, the endpoint last; none if it is not deployed
     */
    public record ServiceHealth(ServiceStatus status, List<HealthCheck> checks) {
        public ServiceHealth {
            checks = List.copyOf(checks);
        }

        /** Whether it is deployed and passed every check. */
        public boolean isHealthy() {
            return !checks.isEmpty() && checks.stream().allMatch(HealthCheck::passed);
        }
    }

    /**
     * One question and its answer.
     *
     * @param kind what was asked
     * @param subject the container's name; for an endpoint its target
     * @param passed whether the answer was good
     * @param detail the answer, on one line, without secrets; may be empty
     */
    public record HealthCheck(Kind kind, String subject, boolean passed, String detail) {
        /** What is asked. */
        public enum Kind {
            /** Whether the container runs, or has done what it was for. */
            STATE("state"),
            /** Whether its own health test passes, the image's included. */
            TEST("health test"),
            /** Whether the catalog's {@code health_endpoint} answers. */
            ENDPOINT("endpoint");

            private final String text;

            Kind(String text) {
                this.text = text;
            }

            @Override
            public String toString() {
                return text;
            }
        }
    }
}
