package io.homelabhub.job;

import io.homelabhub.compose.ComposeJob;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.FileStamps;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.engine.EngineException;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.schedule.Schedule;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the time of a project's jobs, and runs each when it is due. Any number may do so at once, on one machine or several: each time
 * is run for once. To be run by one thread; {@link #stop} may be called from any.
 *
 * <p>It sleeps from one time to the next. It wakes at least twice a minute to see whether the wall clock was set or the files have
 * changed, which asks nothing of the engine. A time that passes while the machine sleeps or nobody keeps time is missed: the last one
 * that was missed is made up for if the job says so.
 */
public final class JobScheduler {
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

    private final Sessions sessions;
    private final JobListener listener;
    private final Timing timing;
    private final Mailbox<Boolean> stopped;
    private final JobClock clock = new JobClock();
    private final JobTasks tasks;
    private ProjectDefinition definition;
    private FileStamps stamps;

    /**
     * For one project.
     *
     * @param listener told what happens
     */
    JobScheduler(Sessions sessions, JobListener listener) {
        this.sessions = sessions;
        this.listener = listener;
        this.timing = sessions.settings().timing();
        this.stopped = timing.mailbox();
        this.tasks = new JobTasks(timing, this::trouble);
        this.definition = load();
        this.stamps = FileStamps.of(definition);
    }

    private ProjectDefinition load() {
        return DefinitionLoader.load(sessions.settings().sources(), List.of());
    }

    /**
     * Keeps time until {@link #stop} is called, or the thread is interrupted. Runs that are under way then go on.
     *
     * @throws EngineException if the engine cannot be reached to begin with
     */
    public void run() {
        try (Session session = sessions.open()) {
            JobSite site = new JobSite(sessions, session, definition.project());
            begin(site);
            while (isGoingOn()) {
                reload();
                clock.due(scheduled(), timing.now()).forEach(fire -> begin(site, fire));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            tasks.interrupt();
        }
    }

    /** Ends {@link #run}. Twice is harmless. */
    public void stop() {
        stopped.put(true);
    }

    private boolean isGoingOn() throws InterruptedException {
        Instant now = timing.now();
        Duration sleep = JobClock.next(scheduled(), now)
                .map(next -> Duration.between(now, next))
                .filter(left -> left.compareTo(LONGEST_SLEEP) < 0)
                .orElse(LONGEST_SLEEP);
        return stopped.take(sleep.isNegative() ? Duration.ZERO : sleep).isEmpty();
    }

    private Collection<ComposeJob> scheduled() {
        return definition.jobs().values().stream()
                .filter(job -> job.triggers().isScheduled())
                .filter(job -> definition.enabledJobs().contains(job.name()))
                .toList();
    }

    /** What was last run for tells what was missed since; of a job that never ran, nothing was. */
    private void begin(JobSite site) {
        Instant now = timing.now();
        JobHistory history = site.history();
        List<String> jobs = scheduled().stream().map(ComposeJob::name).toList();
        tasks.start("", () -> jobs.forEach(job -> failures(site).untold(job).ifPresent(failures(site)::ended)));
        for (ComposeJob job : scheduled()) {
            clock.begin(job, history.lastDue(job.name()).filter(now::isAfter).orElse(now));
            history.of(job.name()).stream()
                    .filter(run -> run.state().isUp() || run.state() == ContainerState.CREATED)
                    .forEach(run -> tasks.start(job.name(), () -> adopt(site, job, run)));
        }
        clock.due(scheduled(), now).forEach(fire -> begin(site, fire));
    }

    private JobFailures failures(JobSite site) {
        return new JobFailures(site, listener);
    }

    /** A run that somebody began who may be gone. */
    private void adopt(JobSite site, ComposeJob job, ObservedContainer container) throws InterruptedException {
        if (container.label(HomelabLabels.JOB_FOR).isPresent()) {
            return; // for whoever runs the job that needs it
        } else if (container.state().isUp()) {
            JobRun run = new RunCompletion(site, job).await(container.id());
            JobRun.dueOf(container).ifPresent(due -> new NeededJobs(site, definition.jobs(), job.name(), due).clear());
            listener.on(new JobEvent.Ended(timing.now(), job.name(), run));
            failures(site).ended(run);
        } else if (JobRun.dueOf(container).isPresent()) {
            Schedule schedule = job.triggers().schedules().get(0);
            FireResult unused = new JobFire(
                            site,
                            job,
                            definition.jobs(),
                            schedule,
                            JobRun.dueOf(container).orElseThrow(),
                            listener)
                    .fire();
        }
    }

    private void begin(JobSite site, JobClock.Fire fire) {
        ComposeJob job = fire.job();
        if (tasks.underWay(job.name()) > 1) { // one runs, one waits
            listener.on(new JobEvent.Dropped(timing.now(), job.name(), fire.at(), "another time is waiting already"));
            return;
        }
        JobFire attempt = new JobFire(site, job, definition.jobs(), fire.schedule(), fire.at(), listener);
        tasks.start(job.name(), () -> fire(site, attempt, fire));
    }

    private void fire(JobSite site, JobFire attempt, JobClock.Fire fire) throws InterruptedException {
        while (true) {
            try {
                Optional<JobRun> untold = failures(site).untold(fire.job().name());
                FireResult result = attempt.fire();
                untold.ifPresent(failures(site)::ended);
                if (result.outcome() == FireResult.Outcome.ALREADY_RUN) {
                    oversee(site, fire);
                }
                return;
            } catch (EngineException failure) {
                if (failure.kind() == EngineException.Kind.INTERRUPTED || !isStillWanted(fire)) {
                    throw failure;
                }
                trouble(fire.job().name(), failure);
                timing.sleep(BETWEEN_TRIES);
            }
        }
    }

    /** Who runs it may be gone before it has taken longer than it may. */
    private void oversee(JobSite site, JobClock.Fire fire) throws InterruptedException {
        Optional<ObservedContainer> running = fire.job().options().timeout().isEmpty()
                ? Optional.empty()
                : site.history().run(fire.job().name(), fire.at()).filter(run -> run.state()
                        .isUp());
        if (running.isPresent()) {
            failures(site)
                    .ended(new RunCompletion(site, fire.job()).end(running.get().id()));
        }
    }

    /** Until its next time comes, which then stands for it. */
    private boolean isStillWanted(JobClock.Fire fire) {
        Schedule schedule = fire.schedule();
        Instant now = timing.now();
        return JobClock.isStillWanted(schedule, fire.at(), now)
                && now.plus(BETWEEN_TRIES).isBefore(schedule.after(fire.at()));
    }

    private void trouble(String job, HomelabException failure) {
        listener.on(new JobEvent.Trouble(timing.now(), job, String.valueOf(failure.getMessage())));
    }

    /** Files that cannot be read at present leave all as it was. */
    private void reload() {
        if (!stamps.haveChanged()) {
            return;
        }
        try {
            ProjectDefinition changed = load();
            stamps = FileStamps.of(changed);
            definition = changed;
        } catch (HomelabException broken) {
            stamps = stamps.anew();
            trouble("", broken);
        }
    }

    /** When the next job is due; empty if none has a schedule. */
    public Optional<Instant> next() {
        return JobClock.next(scheduled(), timing.now());
    }
}
