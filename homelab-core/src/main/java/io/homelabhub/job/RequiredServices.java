package io.homelabhub.job;

import io.homelabhub.compose.ComposeJob;
import io.homelabhub.compose.Dependency;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.observed.ObservedContainer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Whether the services that a job depends on are up as it wants them; nothing is done about one that is not. */
final class RequiredServices {
    private final JobHistory history;
    private final ComposeJob job;
    private final Set<String> jobs;

    /** @param jobs the names of jobs, which are no services */
    RequiredServices(JobHistory history, ComposeJob job, Set<String> jobs) {
        this.history = history;
        this.job = job;
        this.jobs = jobs;
    }

    /** Which is not, in words. */
    Optional<String> firstThatIsDown() {
        return job.workload().dependsOn().entrySet().stream()
                .filter(needed -> needed.getValue().required() && !jobs.contains(needed.getKey()))
                .filter(needed -> !isAsWanted(needed))
                .findFirst()
                .map(needed -> "service " + needed.getKey() + " is not "
                        + words(needed.getValue().condition()) + ", and the job says dependencies: require");
    }

    private boolean isAsWanted(Map.Entry<String, Dependency> needed) {
        List<ObservedContainer> serving = history.serving(needed.getKey());
        Predicate<ObservedContainer> wanted =
                switch (needed.getValue().condition()) {
                    case SERVICE_STARTED -> container -> container.state() == ContainerState.RUNNING;
                    case SERVICE_HEALTHY -> container -> container.health() == Health.HEALTHY;
                    case SERVICE_COMPLETED_SUCCESSFULLY ->
                        container -> container.state() == ContainerState.EXITED
                                && container
                                        .exitCode()
                                        .filter(code -> code == 0)
                                        .isPresent();
                };
        return !serving.isEmpty() && serving.stream().allMatch(wanted);
    }

    private static String words(Dependency.Condition condition) {
        return switch (condition) {
            case SERVICE_STARTED -> "up";
            case SERVICE_HEALTHY -> "healthy";
            case SERVICE_COMPLETED_SUCCESSFULLY -> "completed";
        };
    }
}
