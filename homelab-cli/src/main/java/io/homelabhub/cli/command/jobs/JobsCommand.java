package io.homelabhub.cli.command.jobs;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;

/** {@code homelab jobs}: what runs to its end, by hand or when it is due. */
public final class JobsCommand implements Command {
    private final Syntax syntax = new Syntax(this, "Lists jobs and their runs, and runs jobs when they are due.");

    public JobsCommand(Invocation invocation) {
        syntax.add("list", new JobsListCommand(invocation));
        syntax.add("runs", new JobsRunsCommand(invocation));
        syntax.add("show", new JobsShowCommand(invocation));
        syntax.add("logs", new JobsLogsCommand(invocation));
        syntax.add("serve", new JobsServeCommand(invocation));
        syntax.add("fire", new JobsFireCommand(invocation));
        syntax.add("install", new JobsInstallCommand(invocation));
        syntax.add("uninstall", new JobsUninstallCommand(invocation));
        syntax.add("wait", new JobsWaitCommand(invocation));
        syntax.add("cancel", JobTaskCommand.cancel(invocation));
        syntax.add("pause", JobTaskCommand.pause(invocation));
        syntax.add("resume", JobTaskCommand.resume(invocation));
        syntax.add("prune", JobTaskCommand.prune(invocation));
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        throw syntax.failure("`jobs` needs a command");
    }
}
