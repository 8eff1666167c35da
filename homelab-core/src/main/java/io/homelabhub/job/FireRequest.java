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

    /** {@code 20261130T0300Z}. */
    static String toTheMinute(Instant due) {
        return TO_THE_MINUTE.format(due);
    }

    /** What it needs is started if it is down, and never made anew: that is for a deploy, in daylight. */
    static RunRequest needs(String job) {
        return RunRequest.of(job)
                .withDeploy(deploy -> deploy.withRecreate(Recreate.NEVER).withLockWait(LOCK_WAIT));
    }

    /** Its container alone: once that is there, somebody else may start it. */
    static RunRequest of(String project, ComposeJob job, Instant due) {
        return again(container(project, job.name(), due), job, due);
    }

    /** The same in a container of another name, as the one of that name may lack something. */
    static RunRequest again(String container, ComposeJob job, Instant due) {
        return request(container, job.name(), Map.of(HomelabLabels.JOB_DUE, due.toString()));
    }

    /** What says for whose sake a job is run that another needs. */
    static String purpose(String job, Instant due) {
        return job + " " + due;
    }

    /** {@code PROJECT-NEEDED-for-JOB-20261130T0300Z}. */
    static String neededContainer(String project, String needed, String job, Instant due) {
        return project + "-" + needed + "-for-" + job + "-" + TO_THE_MINUTE.format(due);
    }

    /** The container alone of a job that another needs. */
    static RunRequest needed(String container, String needed, String purpose) {
        return request(container, needed, Map.of(HomelabLabels.JOB_FOR, purpose));
    }

    /** Makes a container that is never started, to keep on record why not. */
    static RunRequest failed(String project, ComposeJob job, Instant due, String reason) {
        return request(
                container(project, job.name(), due),
                job.name(),
                Map.of(HomelabLabels.JOB_FAILURE, reason, HomelabLabels.JOB_DUE, due.toString()));
    }

    private static RunRequest request(String container, String job, Map<String, String> labels) {
        ContainerChanges changes = new ContainerChanges(
                Optional.of(container),
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
        return RunRequest.of(job).withChanges(changes).withDeploy(deploy -> deploy.withDependencies(false)
                .withLockWait(LOCK_WAIT));
    }
}
