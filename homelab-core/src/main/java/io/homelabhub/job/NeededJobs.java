package io.homelabhub.job;

import io.homelabhub.compose.ComposeJob;
import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Effect;
import io.homelabhub.operation.PreparedRun;
import io.homelabhub.operation.RunRequest;
import io.homelabhub.plan.Action;
import io.homelabhub.planning.Recreate;
import io.homelabhub.run.ApplyResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the jobs that another needs, one after the other. A run that ends well leaves nothing behind; another is kept. */
final class NeededJobs {
    private final JobSite site;
    private final Map<String, ComposeJob> jobs;

    /** @param jobs the project's by name */
    NeededJobs(JobSite site, Map<String, ComposeJob> jobs) {
        this.site = site;
        this.jobs = jobs;
    }

    /**
     * Runs them, until one does not end well.
     *
     * @return that one, in words; empty if all do
     */
    Optional<String> firstThatFails(String job) throws InterruptedException {
        List<String> needed = JobOrder.before(job, jobs);
        for (String name : needed) {
            PreparedRun run = site.services()
                    .plan(RunRequest.of(name).withDeploy(deploy -> deploy.withRecreate(Recreate.NEVER)
                            .withLockWait(FireRequest.LOCK_WAIT)));
            ApplyResult unused = run.preparation().apply();
            run.startDetached();
            Optional<ContainerStatus> end = site.end()
                    .await(run.container(), Optional.ofNullable(jobs.get(name)).flatMap(needs -> needs.options()
                            .timeout()));
            if (end.filter(status -> !status.state().isUp() && status.exitCode() == 0)
                    .isEmpty()) {
                return Optional.of(failure(name, run.container(), end));
            }
            Effect unusedAsWell =
                    site.engine().perform(new Action.RemoveContainer(run.container(), true), ActionProgress.NONE);
        }
        return Optional.empty();
    }

    private String failure(String name, String container, Optional<ContainerStatus> end) {
        if (end.filter(status -> status.state().isUp()).isPresent()) {
            Effect unused =
                    site.engine().perform(new Action.StopContainer(container, Optional.empty()), ActionProgress.NONE);
            return "job " + name + ", which it needs, took longer than it may";
        }
        return "job " + name + ", which it needs, ended with "
                + end.map(status -> "exit code " + status.exitCode()).orElse("its container removed");
    }
}
