package io.homelabhub.job;

import io.homelabhub.compose.ComposeJob;
import io.homelabhub.engine.Engine;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.schedule.Triggers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells how jobs stand from what an engine has. */
public final class JobStatuses {
    private final Set<String> enabled;
    private final JobHistory history;
    private final Engine engine;
    private final Instant now;

    /**
     * At one moment.
     *
     * @param project the Compose project
     * @param enabled the jobs that run by themselves if they have a schedule
     * @param observed what the engine has
     * @param engine asked for the newest run of each
     */
    public JobStatuses(String project, Set<String> enabled, ObservedState observed, Engine engine, Instant now) {
        this(enabled, JobHistory.of(project, observed), engine, now);
    }

    JobStatuses(Set<String> enabled, JobHistory history, Engine engine, Instant now) {
        this.enabled = Set.copyOf(enabled);
        this.history = history;
        this.engine = engine;
        this.now = now;
    }

    /**
     * How jobs stand, in their order.
     *
     * @param times how many of the next times at which each is due are told
     */
    public List<JobStatus> of(Collection<ComposeJob> jobs, int times) {
        return jobs.stream().map(job -> of(job, times)).toList();
    }

    JobStatus of(ComposeJob job, int times) {
        String name = job.name();
        boolean paused = history.isPaused(name);
        boolean armed = history.isArmed(name);
        Optional<JobRun> last = history.of(name).stream().findFirst().flatMap(run -> engine.status(run.id())
                .map(status -> JobRun.of(run, status)));
        boolean runsByItself = enabled.contains(name) && armed && !paused;
        return new JobStatus(
                name,
                job.triggers(),
                job.options(),
                enabled.contains(name),
                armed,
                paused,
                history.isHeldByEngine(name),
                runsByItself ? next(job.triggers(), times) : List.of(),
                last,
                runsByItself && isOverdue(job, last));
    }

    private List<Triggers.Due> next(Triggers triggers, int times) {
        List<Triggers.Due> next = new ArrayList<>();
        Instant from = now;
        while (next.size() < times && triggers.isScheduled()) {
            Triggers.Due due = triggers.after(from).orElseThrow();
            next.add(due);
            from = due.at();
        }
        return next;
    }

    /** A job that is late by more than a scheduler ever is. What came due while its last run went on is no reason: it may be left out. */
    private boolean isOverdue(ComposeJob job, Optional<JobRun> last) {
        Instant before = now.minus(JobClock.ON_TIME);
        Optional<Instant> ended = last.filter(run -> run.due().isPresent()).flatMap(JobRun::finished);
        return history.lastDue(job.name())
                .filter(due -> history.running(job.name()).isEmpty())
                .flatMap(due -> job.triggers().after(ended.filter(due::isBefore).orElse(due)))
                .filter(next -> !next.at().isAfter(before))
                .isPresent();
    }
}
