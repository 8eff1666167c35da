package io.homelabhub.cli.command.jobs;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UntilCancelled;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.ExitStatus;
import io.homelabhub.engine.EngineException;
import io.homelabhub.job.JobRun;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code homelab jobs wait}. */
final class JobsWaitCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax =
            new Syntax(this, "Waits until the newest run of a job has ended, and passes on its exit code.");
    private final Supplier<String> job = JobWord.of(syntax);

    JobsWaitCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitStatus run() {
        List<JobRun> ended = new ArrayList<>();
        ExitCode code = UntilCancelled.run(() -> {
            try {
                invocation.runtime().jobs().await(job.get()).ifPresent(ended::add);
                return ExitCode.DONE;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new EngineException(EngineException.Kind.INTERRUPTED, "interrupted");
            }
        });
        return code == ExitCode.DONE
                ? ended.stream().findFirst().map(this::told).orElseGet(this::none)
                : code;
    }

    private ExitStatus told(JobRun run) {
        invocation.console().out().print(run.container() + " " + JobText.state(run) + "\n");
        return JobsFireCommand.status(run);
    }

    private ExitStatus none() {
        invocation.messages().line("No run of " + job.get() + " is on record.");
        return ExitCode.UNHEALTHY;
    }
}
