package io.homelabhub.job;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.Effect;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.VolumeSpec;
import io.homelabhub.sops.FreshBytes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Tells of runs by schedule that did not end well, of each once among all that keep time. Who tells stands on the engine: a volume's labels are those of
 * whoever was first to make it. It is claimed before it is told, so one that dies in between tells nobody, rather than two telling twice.
 */
final class JobFailures {
    private static final int OWN_BYTES = 8;

    private final JobSite site;
    private final JobListener listener;

    JobFailures(JobSite site, JobListener listener) {
        this.site = site;
        this.listener = listener;
    }

    /** The newest run by schedule that is over, if it did not end well and nobody has told of it yet: whoever was to may be gone. */
    Optional<JobRun> untold(String job) {
        JobHistory history = site.history();
        return history.of(job).stream()
                .filter(container -> JobRun.dueOf(container).isPresent())
                .flatMap(container -> site.run(container).stream())
                .filter(run -> run.state().isOver())
                .findFirst()
                .filter(run -> run.state() != JobRun.State.SUCCEEDED)
                .filter(run ->
                        history.teller(mark(job, run.due().orElseThrow())).isEmpty());
    }

    /** Tells of a run that is over, unless it ended well, was none by schedule, or somebody else does. */
    void ended(JobRun run) {
        if (run.state() != JobRun.State.SUCCEEDED) {
            run.due().ifPresent(due -> tell(run.job(), due, "", Optional.of(run)));
        }
    }

    /** Tells that a job could not be run, unless somebody else does. */
    void failed(String job, Instant due, String reason, Optional<JobRun> record) {
        tell(job, due, reason, record);
    }

    private void tell(String job, Instant due, String reason, Optional<JobRun> run) {
        if (isClaimed(job, due)) {
            listener.on(new JobEvent.OnFailure(site.timing().now(), job, due, reason, run));
        }
    }

    private boolean isClaimed(String job, Instant due) {
        String mark = mark(job, due);
        if (site.history().teller(mark).isPresent()) {
            return false;
        }
        String own = FreshBytes.hex(OWN_BYTES);
        VolumeSpec volume = new VolumeSpec(
                mark,
                Map.of(
                        HomelabLabels.PROJECT,
                        site.project(),
                        HomelabLabels.JOB_TOLD,
                        job,
                        HomelabLabels.JOB_DUE,
                        due.toString(),
                        HomelabLabels.JOB_TOLD_BY,
                        own),
                ApiObject.EMPTY);
        Effect unused = site.engine().perform(new Action.CreateVolume(volume), ActionProgress.NONE);
        return site.history().teller(mark).filter(own::equals).isPresent();
    }

    private String mark(String job, Instant due) {
        return site.project() + "." + job + "." + FireRequest.toTheMinute(due) + ".told"; // no project's name has a dot
    }

    /** Removes what says that somebody has told of runs, where these are gone and nobody can be about to tell any more. */
    static void prune(JobSite site, String job, Instant before) {
        JobHistory history = site.history();
        history.told(job).stream()
                .filter(mark ->
                        JobRun.dueOf(mark.labels()).filter(before::isAfter).isPresent())
                .filter(mark -> JobRun.dueOf(mark.labels())
                        .flatMap(due -> history.run(job, due))
                        .isEmpty())
                .forEach(mark -> {
                    Effect unused = site.engine().perform(new Action.RemoveVolume(mark.name()), ActionProgress.NONE);
                });
    }
}
