package io.homelabhub.job;

import io.homelabhub.compose.ComposeJob;
import io.homelabhub.compose.JobOptions;
import io.homelabhub.deployment.StalePlanException;
import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.operation.PreparedRun;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Verb;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.schedule.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a job because it is due, once among all that may try.
 *
 * <p>Who makes the container runs the job. The others see to it that it is started: its maker may have died in between.
 */
final class JobFire {
    private static final int ATTEMPTS = 5;

    private final JobSite site;
    private final ComposeJob job;
    private final Map<String, ComposeJob> all;
    private final Schedule schedule;
    private final Instant due;
    private final JobListener listener;
    private final NeededJobs needs;
    private final JobFailures failures;

    /**
     * @param all the project's jobs by name
     * @param schedule by which it is due
     */
    JobFire(
            JobSite site,
            ComposeJob job,
            Map<String, ComposeJob> all,
            Schedule schedule,
            Instant due,
            JobListener listener) {
        this.site = site;
        this.job = job;
        this.all = all;
        this.schedule = schedule;
        this.due = due;
        this.listener = listener;
        this.needs = new NeededJobs(site, all, job.name(), due);
        this.failures = new JobFailures(site, listener);
    }

    /**
     * Does it, and returns when the run has ended.
     *
     * @throws EngineException if the engine cannot be reached to begin with
     * @throws InterruptedException if the thread is interrupted; a run that has begun goes on
     */
    FireResult fire() throws InterruptedException {
        listener.on(new JobEvent.Due(now(), job.name(), due));
        FireResult result = attempted();
        String reason = result.reason();
        if (result.outcome() == FireResult.Outcome.DROPPED || result.outcome() == FireResult.Outcome.ALREADY_RUN) {
            listener.on(new JobEvent.Dropped(now(), job.name(), due, reason));
        }
        return result;
    }

    private Instant now() {
        return site.timing().now();
    }

    private FireResult attempted() throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Optional<FireResult> settled = settled();
            if (settled.isPresent()) {
                return settled.get();
            }
            try {
                return run();
            } catch (EngineException failure) {
                if (failure.leavesOutcomeUnknown()) {
                    throw failure;
                }
                return othersOr(failure);
            } catch (HomelabException failure) {
                if (!(failure instanceof StalePlanException) || attempt == ATTEMPTS) {
                    return othersOr(failure);
                }
            }
        }
    }

    /** What keeps it from being run here may be that somebody else runs it. */
    private FireResult othersOr(HomelabException failure) throws InterruptedException {
        boolean others = site.history().run(job.name(), due).isPresent();
        Optional<FireResult> settled = others ? settled() : Optional.empty();
        return settled.isPresent() ? settled.get() : failed(String.valueOf(failure.getMessage()), failure.remedy());
    }

    /** What is to be said of it without running it; empty if it is to be run. */
    private Optional<FireResult> settled() throws InterruptedException {
        JobHistory history = site.history();
        Optional<ObservedContainer> same = history.run(job.name(), due);
        if (same.isPresent()) {
            return Optional.of(taken(same.get()));
        } else if (history.lastDue(job.name())
                .filter(last -> !last.isBefore(due))
                .isPresent()) {
            return Optional.of(FireResult.already("a later time has been run for already"));
        } else if (history.isHeldByEngine(job.name())) {
            return Optional.of(FireResult.dropped("the engine runs this job itself"));
        } else if (!history.isArmed(job.name())) {
            return Optional.of(FireResult.dropped("the job is not armed; `homelab deploy all` arms it"));
        } else if (history.isPaused(job.name())) {
            return Optional.of(FireResult.dropped("the job is paused"));
        }
        List<ObservedContainer> running = underWay(history);
        if (running.isEmpty()) {
            return wasDropped(history)
                    ? Optional.of(FireResult.dropped("another run was under way when it was due"))
                    : Optional.empty();
        } else if (schedule.concurrency() == Schedule.Concurrency.FORBID) {
            return Optional.of(FireResult.dropped("container " + running.get(0).name() + " still runs"));
        }
        return queued(running.get(0));
    }

    /** One that takes longer than it may is stopped by whoever comes, as nobody else may be left to do so. */
    private List<ObservedContainer> underWay(JobHistory history) {
        List<ObservedContainer> running = history.running(job.name());
        List<ObservedContainer> tooLong = running.stream()
                .filter(run -> site.run(run).filter(this::isTooLong).isPresent() && JobRun.isLimited(run))
                .toList();
        tooLong.forEach(run -> {
            Effect unused =
                    site.engine().perform(new Action.StopContainer(run.id(), Optional.empty()), ActionProgress.NONE);
            tellOfItsEnd(run);
        });
        return running.stream().filter(run -> !tooLong.contains(run)).toList();
    }

    /** Once this has been run for, it is not the newest run any more, and whoever began it may be gone. */
    private void tellOfItsEnd(ObservedContainer container) {
        site.run(container).filter(run -> run.state().isOver()).ifPresent(failures::ended);
    }

    private boolean isTooLong(JobRun run) {
        return job.options()
                .timeout()
                .flatMap(longest -> run.started().map(longest::addTo))
                .map(Instant.class::cast)
                .filter(end -> !end.isAfter(now()))
                .isPresent();
    }

    private FireResult taken(ObservedContainer same) throws InterruptedException {
        Optional<String> started = abandoned(same).startIfSo();
        if (started.isPresent()) {
            return started(started.get());
        }
        return FireResult.already(inContainer(same.name()));
    }

    private AbandonedRun abandoned(ObservedContainer container) {
        return new AbandonedRun(site, container, name -> site.services()
                .plan(FireRequest.again(name, job, due))
                .preparation()
                .apply());
    }

    /** Whoever asks late, in place of one who would have been told that another run was under way. */
    private boolean wasDropped(JobHistory history) {
        return schedule.concurrency() == Schedule.Concurrency.FORBID
                && history.of(job.name()).stream()
                        .flatMap(container -> site.run(container).stream())
                        .anyMatch(run -> run.started().filter(due::isAfter).isPresent()
                                && run.finished().filter(due::isBefore).isPresent());
    }

    /** Of all times that come while it runs, one is kept: a run that was made after this was due stands for it. */
    private Optional<FireResult> queued(ObservedContainer running) throws InterruptedException {
        Optional<ContainerStatus> unused = site.end().await(running.id(), Optional.empty());
        tellOfItsEnd(running);
        boolean covered = site.history().of(job.name()).stream()
                .filter(run -> !run.id().equals(running.id()))
                .anyMatch(run -> !run.created().isBefore(due));
        return covered
                ? Optional.of(FireResult.dropped("another time was waiting already, and was run for"))
                : settled();
    }

    private FireResult run() throws InterruptedException {
        Optional<String> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return failed(obstacle.get(), "");
        }
        if (job.options().dependencies() == JobOptions.Dependencies.START) {
            ApplyResult unused =
                    site.services().planNeeds(FireRequest.needs(job.name())).apply();
        }
        Optional<FireResult> meanwhile = settled();
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        PreparedRun prepared = site.services().plan(FireRequest.of(site.project(), job, due));
        ApplyResult applied = prepared.preparation().run(new Cancellation()).orThrow();
        if (!makes(applied, prepared.container())) {
            return othersRun();
        }
        return started(prepared);
    }

    private FireResult othersRun() throws InterruptedException {
        Optional<FireResult> settled = settled();
        return settled.isPresent() ? settled.get() : FireResult.already("somebody else has made its container");
    }

    /** Only who has made it starts it. */
    static boolean makes(ApplyResult applied, String container) {
        return applied.plan().steps().stream()
                .map(Step::work)
                .flatMap(work -> work.container(Verb.CREATE).stream())
                .anyMatch(container::equals);
    }

    private FireResult started(PreparedRun prepared) throws InterruptedException {
        try {
            prepared.startDetached();
        } catch (EngineException failure) {
            if (failure.leavesOutcomeUnknown()) {
                throw failure;
            }
            return unstarted(prepared.container(), failure);
        }
        return started(prepared.container());
    }

    private FireResult started(String container) throws InterruptedException {
        listener.on(new JobEvent.Started(now(), job.name(), container));
        return ended(container);
    }

    /** Engines keep a reason in different ways, or not at all; so the container gives way to one that says it. */
    private FireResult unstarted(String container, EngineException failure) {
        if (site.engine().status(container).isEmpty()) {
            return FireResult.already("somebody else has taken the run over");
        }
        Effect unused = site.engine().perform(new Action.RemoveContainer(container, true), ActionProgress.NONE);
        return failed(String.valueOf(failure.getMessage()), failure.remedy());
    }

    private FireResult ended(String container) throws InterruptedException {
        JobRun run = new RunCompletion(site, job).await(container);
        needs.clear();
        listener.on(new JobEvent.Ended(now(), job.name(), run));
        failures.ended(run);
        return FireResult.ran(run);
    }

    /** Why it cannot be run; jobs that it needs are run for that. */
    private Optional<String> obstacle() throws InterruptedException {
        if (job.options().dependencies() == JobOptions.Dependencies.IGNORE) {
            return Optional.empty();
        }
        Optional<String> down = job.options().dependencies() == JobOptions.Dependencies.REQUIRE
                ? new RequiredServices(site.history(), job, all.keySet()).firstThatIsDown()
                : Optional.empty();
        return down.isPresent() ? down : needs.firstThatFails();
    }

    /** Keeps the reason on record, unless somebody else has. An image that cannot be had keeps that from being possible, and then it is told alone. */
    private FireResult failed(String reason, String remedy) {
        Optional<String> container = Optional.empty();
        try {
            Optional<ObservedContainer> others = site.history().run(job.name(), due);
            if (others.isPresent()) {
                return FireResult.already(inContainer(others.get().name()));
            }
            PreparedRun record = site.services().plan(FireRequest.failed(site.project(), job, due, reason));
            ApplyResult applied = record.preparation().apply();
            needs.clear();
            if (!makes(applied, record.container())) {
                return FireResult.already(inContainer(record.container()));
            }
            container = Optional.of(record.container());
        } catch (HomelabException unrecorded) {
            container = Optional.empty();
        }
        Optional<JobRun> run = container.flatMap(site::run);
        listener.on(new JobEvent.Failed(now(), job.name(), due, reason, remedy, container));
        failures.failed(job.name(), due, reason, run);
        return new FireResult(FireResult.Outcome.FAILED, reason, run);
    }

    private static String inContainer(String name) {
        return "it is run, or was, in container " + name;
    }
}
