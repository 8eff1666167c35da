package io.homelabhub.cli.command.jobs;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UntilCancelled;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.engine.LogRequest;
import io.homelabhub.report.ForeignText;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab jobs logs}. */
final class JobsLogsCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Prints what a run of a job has written; known secrets are hidden.",
            "That of the newest if not said.");
    private final Supplier<String> job = JobWord.of(syntax);
    private final Supplier<Optional<String>> run = syntax.value(
            String.class,
            OptionSpec.builder("--run")
                    .paramLabel("CONTAINER")
                    .description("The run, as `homelab jobs runs` names it; the newest if not given."));
    private final Supplier<Optional<Integer>> tail = syntax.value(
            Integer.class,
            OptionSpec.builder("-n", "--tail").paramLabel("N").description("How many lines before its end to begin."));
    private final Supplier<Boolean> follow = syntax.flag(OptionSpec.builder("--follow")
            .description("Goes on with what is written from now on, until the run ends."));

    JobsLogsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        tail.get().filter(lines -> lines < 0).ifPresent(lines -> {
            throw new UsageException("--tail is " + lines + "; give 0 or more");
        });
        LogRequest all = follow.get() ? LogRequest.ALL.following() : LogRequest.ALL;
        LogRequest wanted = tail.get().map(all::withTail).orElse(all);
        return UntilCancelled.run(() -> {
            boolean found = invocation.runtime().jobs().logs(job.get(), run.get(), wanted, this::print);
            invocation.console().flush();
            return found ? ExitCode.DONE : missing();
        });
    }

    private void print(String line) {
        invocation.console().out().print(ForeignText.clean(line, false) + "\n");
        if (follow.get()) {
            invocation.console().flush();
        }
    }

    private ExitCode missing() {
        invocation
                .messages()
                .line(run.get()
                        .map(name -> "No run of " + job.get() + " is called " + name + ".")
                        .orElse("No run of " + job.get() + " is on record."))
                .advice("`homelab jobs runs " + job.get() + "` shows which there are.");
        return ExitCode.UNHEALTHY;
    }
}
