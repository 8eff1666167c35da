package io.homelabhub.job;

import io.homelabhub.compose.ComposeJob;
import io.homelabhub.operation.ContainerChanges;
import io.homelabhub.operation.RunRequest;
import io.homelabhub.planning.Recreate;
import io.homelabhub.resource.HomelabLabels;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a job is run because it is due. The container's name tells job and time, so no engine makes a second one. */
final class FireRequest {
    private static final DateTimeFormatter TO_THE_MINUTE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);
    /** A deploy that is under way is waited for. */
    static final Duration LOCK_WAIT = Duration.ofMinutes(10);

    private FireRequest() {}

    /** {@code PROJECT-JOB-20261130T0300Z}. */
    static String container(String project, String job, Instant due) {
        return project + "-" + job + "-" + TO_THE_MINUTE.format(due);
    }

    /** What it needs is started if it is down, and never made anew: that is for a deploy, in daylight. */
    static RunRequest needs(ComposeJob job) {
        return RunRequest.of(job.name())
                .withDeploy(deploy -> deploy.withRecreate(Recreate.NEVER).withLockWait(LOCK_WAIT));
    }

    /** Its container alone: once that is there, somebody else may start it. */
    static RunRequest of(String project, ComposeJob job, Instant due) {
        return request(project, job, due, Map.of());
    }

    /** Makes a container that is never started, to keep on record why not. */
    static RunRequest failed(String project, ComposeJob job, Instant due, String reason) {
        return request(project, job, due, Map.of(HomelabLabels.JOB_FAILURE, reason));
    }

    private static RunRequest request(String project, ComposeJob job, Instant due, Map<String, String> more) {
        Map<String, String> labels = new TreeMap<>(more);
        labels.put(HomelabLabels.JOB_DUE, due.toString());
        ContainerChanges changes = new ContainerChanges(
                Optional.of(container(project, job.name(), due)),
                Optional.empty(),
                Map.of(),
                labels,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                false,
                List.of(),
                List.of(),
                false);
        return RunRequest.of(job.name()).withChanges(changes).withDeploy(deploy -> deploy.withDependencies(false)
                .withLockWait(LOCK_WAIT));
    }
}
