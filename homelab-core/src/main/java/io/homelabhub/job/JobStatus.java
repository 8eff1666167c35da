package io.homelabhub.job;

import io.homelabhub.compose.JobOptions;
import io.homelabhub.schedule.Triggers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a job stands.
 *
 * @param name its name
 * @param triggers what makes it run
 * @param options what it says to Homelab alone
 * @param enabled whether some active profile has it, or it has none; one that is not enabled is run by hand alone
 * @param armed whether a deploy has armed it, so that it runs when it is due
 * @param paused whether it does not run by itself for the time being
 * @param heldByEngine whether the engine runs it by itself, so that nobody here does
 * @param next when it is due from now on; empty for a job without a schedule, and for one that does not run by itself
 * @param last its newest run; empty if none is on record
 * @param overdue whether the last time at which it was due has passed, and nobody has run it; false unless it has run before
 */
public record JobStatus(
        String name,
        Triggers triggers,
        JobOptions options,
        boolean enabled,
        boolean armed,
        boolean paused,
        boolean heldByEngine,
        List<Triggers.Due> next,
        Optional<JobRun> last,
        boolean overdue) {
    public JobStatus {
        next = List.copyOf(next);
    }

    /** What is wrong with a job that runs by itself. */
    public enum Trouble {
        /** Its newest run by schedule is its newest run at all, and failed or took longer than it may. */
        FAILED,
        /** A time passed at which it was due, and nobody has run it. */
        OVERDUE,
        /** It has run by itself before, and nothing says any more that it shall. */
        DISARMED
    }

    /** What is wrong with it; empty if nothing is. How somebody's run by hand ended is for them to see. */
    public Optional<Trouble> trouble() {
        Optional<JobRun> scheduled = last.filter(run -> run.due().isPresent());
        boolean failed = scheduled
                .filter(run -> run.state() == JobRun.State.FAILED || run.state() == JobRun.State.TIMED_OUT)
                .isPresent();
        if (overdue) {
            return Optional.of(Trouble.OVERDUE);
        } else if (failed) {
            return Optional.of(Trouble.FAILED);
        }
        return enabled && !armed && triggers.isScheduled() && scheduled.isPresent()
                ? Optional.of(Trouble.DISARMED)
                : Optional.empty();
    }

    /** When it is due next; empty as {@link #next}. */
    public Optional<Instant> nextDue() {
        return next.stream().findFirst().map(Triggers.Due::at);
    }
}
