package io.homelabhub.compose;

import io.homelabhub.problem.SourceLocation;
import io.homelabhub.schedule.Triggers;
import java.util.List;

/**
 * A job of a project: what runs to an end, by hand or when it is due. Immutable.
 *
 * @param workload what it runs, in the form of a service
 * @param triggers what makes it run
 * @param options what it says to Homelab alone
 */
public record ComposeJob(ComposeService workload, Triggers triggers, JobOptions options) {
    /** Its key in the file. */
    public String name() {
        return workload.name();
    }

    /** Where its key stands. */
    public SourceLocation location() {
        return workload.location();
    }

    /** The profiles that enable it; always enabled if there are none. */
    public List<String> profiles() {
        return workload.profiles();
    }

    /** Its name; what it runs can hold secrets. */
    @Override
    public String toString() {
        return "job " + name();
    }
}
