package io.homelabhub.cli.command.jobs;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.job.JobRun;
import io.homelabhub.job.Jobs;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** What is done with one job at once: {@code homelab jobs cancel}, {@code pause}, {@code resume} and {@code prune}. */
final class JobTaskCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax;
    private final Supplier<String> job;
    private final BiFunction<Jobs, String, String> task;

    /** @param task does it to a job, and says what was done */
    private JobTaskCommand(Invocation invocation, BiFunction<Jobs, String, String> task, String... description) {
        this.invocation = invocation;
        this.syntax = new Syntax(this, description);
        this.job = JobWord.of(syntax);
        this.task = task;
    }

    static JobTaskCommand cancel(Invocation invocation) {
        return new JobTaskCommand(
                invocation,
                (jobs, job) -> told("Stopped", jobs.cancel(job), "No run of " + job + " is under way."),
                "Stops the runs of a job that are under way.");
    }

    static JobTaskCommand pause(Invocation invocation) {
        return new JobTaskCommand(
                invocation,
                (jobs, job) -> {
                    jobs.pause(job);
                    return job + " does not run by itself until `homelab jobs resume " + job + "`.";
                },
                "Keeps a job from running by itself, whoever keeps time; by hand it can be run.");
    }

    static JobTaskCommand resume(Invocation invocation) {
        return new JobTaskCommand(
                invocation,
                (jobs, job) -> {
                    jobs.resume(job);
                    return job + " runs by itself when it is due.";
                },
                "Lets a job run by itself again.");
    }

    static JobTaskCommand prune(Invocation invocation) {
        return new JobTaskCommand(
                invocation,
                (jobs, job) -> told(
                        "Removed",
                        jobs.prune(job).stream().map(JobRun::container).toList(),
                        "No run of " + job + " is more than it keeps."),
                "Removes the runs of a job that are more than it keeps.",
                "`x-homelab: {keep: {succeeded: N, failed: N}}` of the job says how many that are; each run does this too.");
    }

    private static String told(String done, List<String> containers, String nothing) {
        return containers.isEmpty() ? nothing : done + " " + String.join(", ", containers) + ".";
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        invocation.messages().advice(task.apply(invocation.runtime().jobs(), job.get()));
        return ExitCode.DONE;
    }
}
