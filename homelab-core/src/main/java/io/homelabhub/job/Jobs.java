package io.homelabhub.job;

import io.homelabhub.api.Api;
import io.homelabhub.catalog.JobDefinition;
import io.homelabhub.compose.ComposeJob;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.LogRequest;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HomelabLabels;
import io.homelabhub.resource.VolumeSpec;
import io.homelabhub.schedule.Triggers;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A project's jobs: how they stand, what they have done, and running them when they are due. To run one by hand is
 * {@link io.homelabhub.operation.ServiceOperations#run}, as with a service.
 *
 * <p>Every method fails with {@link io.homelabhub.problem.InvalidInputException} if the files cannot be used, with
 * {@link UnknownJobException} for a name that is no job's, and with {@link io.homelabhub.engine.EngineException} if the engine does not
 * answer.
 */
public final class Jobs {
    private static final int LONGEST_LIST = 1000;

    private final Sessions sessions;

    /** @param sessions open the engine for each call */
    @Api(Api.Status.INTERNAL)
    public Jobs(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * How the project's jobs stand, by name.
     *
     * @param times how many of the next times at which each is due are told, 0 to 1000
     */
    public List<JobStatus> list(int times) {
        if (times < 0 || times > LONGEST_LIST) {
            throw new IllegalArgumentException("times is " + times + "; give 0 to " + LONGEST_LIST);
        }
        return with((definition, site) ->
                statuses(definition, site).of(definition.jobs().values(), times));
    }

    /** How a job stands; else as {@link #list}. */
    public JobStatus show(String job, int times) {
        return with((definition, site) -> statuses(definition, site).of(require(definition, job), times));
    }

    private static JobStatuses statuses(ProjectDefinition definition, JobSite site) {
        return new JobStatuses(
                definition.enabledJobs(),
                site.history(),
                site.engine(),
                site.timing().now());
    }

    /** The runs of a job that are on record, the newest first. */
    public List<JobRun> runs(String job) {
        return with((definition, site) -> {
            require(definition, job);
            return site.history().of(job).stream()
                    .flatMap(run -> site.run(run).stream())
                    .toList();
        });
    }

    /**
     * Reads what a run of a job has written, to its end.
     *
     * @param container the run, by its container's name; empty for the newest
     * @param lines told of each line, known secrets hidden; control characters are still in it
     * @return whether there is such a run
     */
    public boolean logs(String job, Optional<String> container, LogRequest wanted, Consumer<String> lines) {
        return with((definition, site) -> {
            require(definition, job);
            Optional<ObservedContainer> run = site.history().of(job).stream()
                    .filter(each ->
                            container.filter(name -> !name.equals(each.name())).isEmpty())
                    .findFirst();
            run.ifPresent(found -> new RunLog(site, definition.compose().secretMask()).read(found.id(), wanted, lines));
            return run.isPresent();
        });
    }

    /** What the project does by itself, by the files; asks no engine. */
    public Timetable timetable() {
        ProjectDefinition definition = DefinitionLoader.load(sessions.settings().sources(), List.of());
        SortedMap<String, Triggers> jobs = new TreeMap<>();
        definition.jobs().values().stream()
                .filter(job -> job.triggers().isScheduled())
                .filter(job -> definition.enabledJobs().contains(job.name()))
                .forEach(job -> jobs.put(job.name(), job.triggers()));
        return new Timetable(
                definition.project(),
                jobs,
                definition.compose().options().backup().schedule());
    }

    /** The names of all jobs, by the files; none if those cannot be used. Asks no engine. */
    public SortedSet<String> names() {
        try {
            return new TreeSet<>(DefinitionLoader.load(sessions.settings().sources(), List.of())
                    .jobs()
                    .keySet());
        } catch (InvalidInputException unusable) {
            return new TreeSet<>();
        }
    }

    /** What the catalog says of the project's jobs, by name; asks no engine. */
    public Map<String, JobDefinition> described() {
        return DefinitionLoader.load(sessions.settings().sources(), List.of())
                .catalog()
                .jobs();
    }

    /** The jobs that are run before a job whenever it runs, each after those that it needs itself. */
    public List<String> neededBy(String job) {
        ProjectDefinition definition = DefinitionLoader.load(sessions.settings().sources(), List.of());
        return definition.jobs().containsKey(job) ? JobOrder.before(job, definition.jobs()) : List.of();
    }

    /**
     * Runs a job for the last time at which it was due, if nobody has yet, and returns when the run has ended: what a timer calls that
     * is set to the job's schedule. It may be called again and by several at once. One of the times that come while it runs is run for as well, if the job
     * queues them.
     *
     * @param listener told what happens
     * @throws InterruptedException if the thread is interrupted; a run that has begun goes on
     */
    public FireResult fire(String job, JobListener listener) throws InterruptedException {
        try (Session session = sessions.open()) {
            ProjectDefinition definition =
                    DefinitionLoader.load(sessions.settings().sources(), List.of());
            ComposeJob found = require(definition, job);
            JobSite site = new JobSite(sessions, session, definition.project());
            JobFailures failures = new JobFailures(site, listener);
            Optional<JobRun> untold = failures.untold(job);
            FireResult result = new TimerFire(site, found, definition.jobs(), listener).fire();
            untold.ifPresent(failures::ended);
            return result;
        }
    }

    /**
     * What keeps the time of the project's jobs, in this process.
     *
     * @param listener told what happens, by several threads at once
     */
    public JobScheduler scheduler(JobListener listener) {
        return new JobScheduler(sessions, listener);
    }

    /** Keeps a job from running by itself, until {@link #resume}; for every scheduler, and across restarts. */
    public void pause(String job) {
        marking(job, (site, volume) -> {
            VolumeSpec mark = new VolumeSpec(
                    volume,
                    Map.of(HomelabLabels.PROJECT, site.project(), HomelabLabels.JOB_PAUSED, job),
                    ApiObject.EMPTY);
            Effect made = site.engine().perform(new Action.CreateVolume(mark), ActionProgress.NONE);
            if (made != Effect.DONE && !site.history().isPaused(job)) {
                throw new EngineException(
                        EngineException.Kind.CONFLICT,
                        "volume " + volume + " is somebody else's, so " + job + " is not paused");
            }
        });
    }

    /** Lets a job run by itself again. What it missed meanwhile is not made up for beyond its {@code missed_fires}. */
    public void resume(String job) {
        marking(job, (site, volume) -> {
            if (site.history().isPaused(job)) {
                Effect unused = site.engine().perform(new Action.RemoveVolume(volume), ActionProgress.NONE);
            }
        });
    }

    /** Sets or removes the volume that marks a job as paused. */
    private interface Marking {
        void mark(JobSite site, String volume);
    }

    private void marking(String job, Marking marking) {
        boolean unused = with((definition, site) -> {
            require(definition, job);
            marking.mark(site, site.project() + "." + job + ".paused"); // no project's name has a dot
            return true;
        });
    }

    /**
     * Stops the runs of a job that are under way.
     *
     * @return their containers
     */
    public List<String> cancel(String job) {
        return with((definition, site) -> {
            require(definition, job);
            List<ObservedContainer> running = site.history().running(job);
            running.forEach(run -> {
                Effect unused = site.engine()
                        .perform(new Action.StopContainer(run.id(), Optional.empty()), ActionProgress.NONE);
            });
            return running.stream().map(ObservedContainer::name).toList();
        });
    }

    /**
     * Waits for the end of the newest run of a job.
     *
     * @return the run; empty if the job has none
     * @throws InterruptedException if the thread is interrupted
     */
    public Optional<JobRun> await(String job) throws InterruptedException {
        try (Session session = sessions.open()) {
            ProjectDefinition definition =
                    DefinitionLoader.load(sessions.settings().sources(), List.of());
            ComposeJob found = require(definition, job);
            JobSite site = new JobSite(sessions, session, definition.project());
            Optional<ObservedContainer> newest = site.history().of(job).stream().findFirst();
            return newest.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new RunCompletion(site, found).await(newest.get().id()));
        }
    }

    /**
     * Removes the runs that are more than a job keeps.
     *
     * @return those that were removed
     */
    public List<JobRun> prune(String job) {
        return with((definition, site) -> new RunCompletion(site, require(definition, job)).prune());
    }

    private interface Work<T> {
        T with(ProjectDefinition definition, JobSite site);
    }

    private <T> T with(Work<T> work) {
        try (Session session = sessions.open()) {
            ProjectDefinition definition =
                    DefinitionLoader.load(sessions.settings().sources(), List.of());
            return work.with(definition, new JobSite(sessions, session, definition.project()));
        }
    }

    private static ComposeJob require(ProjectDefinition definition, String name) {
        ComposeJob job = definition.jobs().get(name);
        if (job == null) {
            throw new UnknownJobException(name, definition.jobs().keySet());
        }
        return job;
    }
}
