package io.homelabhub.job;

import io.homelabhub.compose.ComposeJob;
import io.homelabhub.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * What the call of a timer does: runs a job for the last time at which it was due. Of the times that come while it runs, one is run for in the same
 * call if the job queues them: systemd starts no unit that is still at it, and so forgets them.
 */
final class TimerFire {
    /** A year is longer than any timer waits. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(366);

    private final JobSite site;
    private final ComposeJob job;
    private final Map<String, ComposeJob> all;
    private final JobListener listener;

    /** @param all the project's jobs by name */
    TimerFire(JobSite site, ComposeJob job, Map<String, ComposeJob> all, JobListener listener) {
        this.site = site;
        this.job = job;
        this.all = all;
        this.listener = listener;
    }

    /** Returns when all has ended; of several runs the first that did not end well counts, else the last. */
    FireResult fire() throws InterruptedException {
        Instant now = now();
        boolean known = site.history().lastDue(job.name()).isPresent();
        Optional<JobClock.Fire> fire = lastDue(now).filter(last -> known || JobClock.isOnTime(last.at(), now));
        if (fire.isEmpty()) {
            return FireResult.notDue(job.triggers().isScheduled() ? "it was not due lately" : "it has no schedule");
        }
        FireResult result = fire(fire.get());
        FireResult last = result;
        while (last.outcome() == FireResult.Outcome.RAN) {
            fire = queuedSince(fire.get().at());
            if (fire.isEmpty()) {
                break;
            }
            last = fire(fire.get());
            result = isWell(result) && last.outcome() != FireResult.Outcome.ALREADY_RUN ? last : result;
        }
        return result;
    }

    private static boolean isWell(FireResult result) {
        return result.outcome() != FireResult.Outcome.FAILED
                && result.run()
                        .filter(run -> run.state() != JobRun.State.SUCCEEDED)
                        .isEmpty();
    }

    private Instant now() {
        return site.timing().now();
    }

    private FireResult fire(JobClock.Fire fire) throws InterruptedException {
        return new JobFire(site, job, all, fire.schedule(), fire.at(), listener).fire();
    }

    private Optional<JobClock.Fire> lastDue(Instant now) {
        return job.triggers().schedules().stream()
                .flatMap(schedule -> since(schedule, now.minus(LONGEST_WAIT), now).stream())
                .filter(last -> JobClock.isStillWanted(last.schedule(), last.at(), now))
                .max(Comparator.comparing(JobClock.Fire::at));
    }

    private Optional<JobClock.Fire> queuedSince(Instant before) {
        Instant now = now();
        return job.triggers().schedules().stream()
                .filter(schedule -> schedule.concurrency() == Schedule.Concurrency.QUEUE)
                .flatMap(schedule -> since(schedule, before, now).stream())
                .max(Comparator.comparing(JobClock.Fire::at));
    }

    private Optional<JobClock.Fire> since(Schedule schedule, Instant before, Instant now) {
        return schedule.cron()
                .lastBetween(before, now, schedule.zone())
                .map(at -> new JobClock.Fire(job, schedule, at));
    }
}
