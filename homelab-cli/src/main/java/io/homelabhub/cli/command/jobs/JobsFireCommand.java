package io.homelabhub.cli.command.jobs;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UntilCancelled;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.ExitStatus;
import io.homelabhub.engine.EngineException;
import io.homelabhub.job.FireResult;
import io.homelabhub.job.JobEvent;
import io.homelabhub.job.JobListener;
import io.homelabhub.job.JobRun;
import io.homelabhub.job.Jobs;
import java.util.function.Supplier;

/** {@code homelab jobs fire}: what timers call. */
final class JobsFireCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Runs a job for the last time at which it was due, unless somebody has already.",
            "For timers: it may be called again, and by several at once. Waits for the end of the run and passes on its"
                    + " exit code.");
    private final Supplier<String> job = JobWord.of(syntax);

    JobsFireCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitStatus run() {
        JobMessages messages = new JobMessages(invocation, false);
        FireResult[] result = new FireResult[1];
        ExitCode code = UntilCancelled.run(() -> {
            try {
                Jobs jobs = invocation.runtime().jobs();
                JobListener told =
                        new FailureCommand(invocation, jobs.timetable().project(), jobs, messages);
                result[0] = jobs.fire(job.get(), event -> {
                    if (!isOfNoInterest(event)) {
                        told.on(event);
                    }
                });
                return ExitCode.DONE;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new EngineException(EngineException.Kind.INTERRUPTED, "interrupted");
            }
        });
        return code == ExitCode.DONE ? status(result[0]) : code;
    }

    /** A timer may call each minute and mail what is said: that there is nothing to do is said at most once. */
    private static boolean isOfNoInterest(JobEvent event) {
        return event instanceof JobEvent.Due || event instanceof JobEvent.Dropped;
    }

    private ExitStatus status(FireResult result) {
        if (result.outcome() == FireResult.Outcome.DROPPED) {
            invocation.messages().line(job.get() + " is not run: " + result.reason());
        }
        return switch (result.outcome()) {
            case RAN -> result.run().map(JobsFireCommand::status).orElse(ExitCode.DONE);
            case ALREADY_RUN, NOT_DUE, DROPPED -> ExitCode.DONE;
            case FAILED -> ExitCode.ROLLED_BACK;
        };
    }

    static ExitStatus status(JobRun run) {
        return run.state() == JobRun.State.TIMED_OUT
                ? ExitCode.TIMED_OUT
                : ExitStatus.passedOn(run.exitCode().orElse(ExitCode.ROLLED_BACK.code()));
    }
}
