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
        boolean paused,
        boolean heldByEngine,
        List<Triggers.Due> next,
        Optional<JobRun> last,
        boolean overdue) {
    public JobStatus {
        next = List.copyOf(next);
    }

    /** When it is due next; empty as {@link #next}. */
    public Optional<Instant> nextDue() {
        return next.stream().findFirst().map(Triggers.Due::at);
    }
}
