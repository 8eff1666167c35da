package io.homelabhub.job;

import io.homelabhub.compose.ComposeJob;
import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.operation.PreparedRun;
import io.homelabhub.plan.Action;
import io.homelabhub.run.ApplyResult;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs the jobs that another needs, one after the other, each once among all that try. Who makes the container runs the job, as with
 * the other one itself. What ends well stays until that one's own container is there, and is then removed; what does not is kept.
 */
final class NeededJobs {
    private final JobSite site;
    private final Map<String, ComposeJob> jobs;
    private final String job;
    private final Instant due;

    /**
     * @param jobs the project's by name
     * @param job that needs them
     * @param due when that one was due
     */
    NeededJobs(JobSite site, Map<String, ComposeJob> jobs, String job, Instant due) {
        this.site = site;
        this.jobs = jobs;
        this.job = job;
        this.due = due;
    }

    private String purpose() {
        return FireRequest.purpose(job, due);
    }

    /**
     * Runs them, until one does not end well. Ends early once the job that needs them has been run by somebody else.
     *
     * @return that one, in words; empty if all do
     */
    Optional<String> firstThatFails() throws InterruptedException {
        for (String needed : JobOrder.before(job, jobs)) {
            Optional<String> container = run(needed);
            if (container.isEmpty()) {
                return Optional.empty();
            }
            Optional<JobRun> end = end(needed, container.get());
            if (isRunAlready()) {
                return Optional.empty();
            } else if (end.filter(run -> run.state() == JobRun.State.SUCCEEDED).isEmpty()) {
                return Optional.of(failure(needed, end));
            }
        }
        return Optional.empty();
    }

    private boolean isRunAlready() {
        return site.history().run(job, due).isPresent();
    }

    /** The container in which it runs, or ran, for this purpose; empty if there is no need any more. */
    private Optional<String> run(String needed) throws InterruptedException {
        Optional<ObservedContainer> there = site.history().run(needed, purpose());
        if (there.isPresent()) {
            return Optional.of(begun(needed, there.get()));
        }
        String name = FireRequest.neededContainer(site.project(), needed, job, due);
        try {
            return made(needed, name);
        } catch (HomelabException failure) {
            Optional<ObservedContainer> others = site.history().run(needed, purpose());
            if (others.isEmpty() || (failure instanceof EngineException engine && engine.leavesOutcomeUnknown())) {
                throw failure;
            }
            return Optional.of(begun(needed, others.get()));
        }
    }

    /** Somebody who had ended all of it may have removed one of this name just before. */
    private Optional<String> made(String needed, String name) throws InterruptedException {
        ApplyResult unusedServices =
                site.services().planNeeds(FireRequest.needs(needed)).apply();
        Optional<ObservedContainer> meanwhile = site.history().run(needed, purpose());
        if (meanwhile.isPresent()) {
            return Optional.of(begun(needed, meanwhile.get()));
        }
        PreparedRun run = site.services().plan(FireRequest.needed(name, needed, purpose()));
        ApplyResult applied = run.preparation().apply();
        Optional<ObservedContainer> others =
                JobFire.makes(applied, name) ? Optional.empty() : site.history().run(needed, purpose());
        if (others.isPresent()) {
            return Optional.of(begun(needed, others.get()));
        }
        if (isRunAlready()) {
            Effect unused = site.engine().perform(new Action.RemoveContainer(name, true), ActionProgress.NONE);
            return Optional.empty();
        }
        run.startDetached();
        return Optional.of(name);
    }

    private String begun(String needed, ObservedContainer container) throws InterruptedException {
        return new AbandonedRun(site, container, name -> site.services()
                        .plan(FireRequest.needed(name, needed, purpose()))
                        .preparation()
                        .apply())
                .startIfSo()
                .orElse(container.id());
    }

    private Optional<JobRun> end(String needed, String container) throws InterruptedException {
        try {
            return Optional.of(new RunCompletion(site, Objects.requireNonNull(jobs.get(needed))).end(container));
        } catch (EngineException failure) {
            if (failure.kind() != EngineException.Kind.NOT_FOUND) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private static String failure(String needed, Optional<JobRun> end) {
        String words = end.map(run -> run.state() == JobRun.State.TIMED_OUT
                        ? "took longer than it may"
                        : "ended with "
                                + run.exitCode()
                                        .map(code -> "exit code " + code)
                                        .orElse("no exit code"))
                .orElse("ended with its container removed");
        return "job " + needed + ", which it needs, " + words;
    }

    /** Removes what ended well, once the job's own container is there. What cannot be removed now is of no harm. */
    void clear() {
        try {
            removeWhatEndedWell();
        } catch (EngineException left) {
            if (left.kind() == EngineException.Kind.INTERRUPTED) {
                throw left;
            }
        }
    }

    private void removeWhatEndedWell() {
        for (String needed : JobOrder.before(job, jobs)) {
            site.history().runs(needed, purpose()).stream()
                    .filter(run -> site.run(run)
                            .filter(ended -> ended.state() == JobRun.State.SUCCEEDED)
                            .isPresent())
                    .forEach(run -> new RunCompletion(site, Objects.requireNonNull(jobs.get(needed))).remove(run.id()));
        }
    }
}
