package io.homelabhub.definition;

import io.homelabhub.compose.ComposeJob;
import io.homelabhub.compose.render.JsonText;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.Sha256;
import io.homelabhub.resource.VolumeSpec;
import io.homelabhub.schedule.Schedule;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What says on an engine that a job runs when it is due, and as what a deploy has seen it: a volume that holds nothing. Its name holds a
 * digest of the job, so that the new one is there before the old one goes.
 */
final class JobArming {
    private static final int DIGEST = 8;

    private JobArming() {}

    static VolumeSpec mark(String project, ComposeJob job) {
        String schedule =
                job.triggers().schedules().stream().map(JobArming::text).collect(Collectors.joining("; "));
        String all = JsonText.compact(job.workload().canonical()) + schedule + job.options();
        String digest = Sha256.hex(all.getBytes(StandardCharsets.UTF_8));
        return new VolumeSpec(
                project + "." + job.name() + ".armed-" + digest.substring(0, DIGEST), // no project's name has a dot
                Map.of(
                        HomelabLabels.PROJECT, project,
                        HomelabLabels.JOB_ARMED, job.name(),
                        HomelabLabels.JOB_SCHEDULE, schedule,
                        HomelabLabels.JOB_DEFINITION, digest),
                ApiObject.EMPTY);
    }

    private static String text(Schedule schedule) {
        String queues = schedule.concurrency() == Schedule.Concurrency.QUEUE ? " queue" : "";
        String skips = schedule.missedFires() == Schedule.MissedFires.SKIP ? " skip" : "";
        return schedule + queues + skips;
    }
}
