package io.homelabhub.job;

import io.homelabhub.compose.ComposeJob;
import io.homelabhub.compose.JobOptions;
import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.HomelabLabels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sees a run of a job to its end, and makes room for it in the job's history. */
final class RunCompletion {
    /** Nobody who was told of a time at which a job is due tries for longer. */
    private static final Duration LONGEST_NEED = Duration.ofDays(1);

    private final JobSite site;
    private final ComposeJob job;

    RunCompletion(JobSite site, ComposeJob job) {
        this.site = site;
        this.job = job;
    }

    /**
     * Waits for the end of a run, and ends it if it takes longer than its job may.
     *
     * @param container by id or name
     * @throws EngineException {@code NOT_FOUND} if somebody removes it meanwhile
     */
    JobRun await(String container) throws InterruptedException {
        JobRun run = end(container);
        pruneIfPossible();
        return run;
    }

    /** The same, and all that is on record stays. */
    JobRun end(String container) throws InterruptedException {
        String id = status(container).id();
        Optional<ContainerStatus> status = site.end().await(id, left(id));
        if (status.filter(looked -> looked.state().isUp()).isPresent()) {
            Effect unused = site.engine().perform(new Action.StopContainer(id, Optional.empty()), ActionProgress.NONE);
        }
        return site.run(id).orElseThrow(() -> gone(container));
    }

    /** What cannot be removed now is removed after the next run; this one has ended as it has. */
    private void pruneIfPossible() {
        try {
            prune();
        } catch (EngineException forNextTime) {
            if (forNextTime.kind() == EngineException.Kind.INTERRUPTED) {
                throw forNextTime;
            }
        }
    }

    private ContainerStatus status(String container) {
        return site.engine().status(container).orElseThrow(() -> gone(container));
    }

    private static EngineException gone(String container) {
        return new EngineException(
                EngineException.Kind.NOT_FOUND, "container " + container + " was removed before its job had ended");
    }

    /** By the engine's word on when it began, so that a time that somebody else has begun to wait counts as well. */
    private Optional<Duration> left(String id) {
        Optional<Duration> timeout = job.options().timeout();
        Instant started = status(id).startedAt();
        return timeout.map(longest ->
                        longest.minus(Duration.between(started, site.timing().now())))
                .map(left -> left.isNegative() ? Duration.ZERO : left);
    }

    /** Removes the oldest of the runs that are more than the job keeps; never the newest, which tells what was last run for. */
    List<JobRun> prune() {
        JobOptions options = job.options();
        JobHistory history = site.history();
        Optional<Instant> lastDue = history.lastDue(job.name());
        List<JobRun> removed = new ArrayList<>();
        int succeeded = 0;
        int failed = 0;
        List<ObservedContainer> runs = history.of(job.name()).stream()
                .filter(run -> !isStillNeeded(run))
                .toList();
        for (ObservedContainer container : runs) {
            Optional<JobRun> over =
                    site.run(container).filter(run -> run.state().isOver());
            if (over.isEmpty()) {
                continue;
            }
            boolean well = over.get().state() == JobRun.State.SUCCEEDED;
            boolean kept = well ? ++succeeded <= options.keepSucceeded() : ++failed <= options.keepFailed();
            boolean newest = container.id().equals(runs.get(0).id())
                    || (lastDue.isPresent() && over.get().due().equals(lastDue));
            if (!kept && !newest) {
                remove(container.id());
                removed.add(over.get());
            }
        }
        JobFailures.prune(site, job.name(), site.timing().now().minus(LONGEST_NEED));
        return removed;
    }

    /** What ran for the sake of a job that is yet to run says that it need not run again. */
    private boolean isStillNeeded(ObservedContainer container) {
        return container.label(HomelabLabels.JOB_FOR).isPresent()
                && container.created().isAfter(site.timing().now().minus(LONGEST_NEED));
    }

    void remove(String id) {
        try {
            Effect unused = site.engine().perform(new Action.RemoveContainer(id, true), ActionProgress.NONE);
        } catch (EngineException failure) {
            if (failure.kind() != EngineException.Kind.CONFLICT) { // somebody else removes it
                throw failure;
            }
        }
    }
}
