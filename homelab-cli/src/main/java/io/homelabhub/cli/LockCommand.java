package io.homelabhub.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code homelab lock}: who deploys the project at present. */
@CommandLine.Command(
        name = "lock",
        description = "Shows who deploys the project at present, and frees the lock of somebody who is gone.",
        synopsisSubcommandLabel = "COMMAND")
final class LockCommand implements Command {
    private final Invocation invocation;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    LockCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Spec
    void spec(CommandSpec spec) {
        this.spec = spec;
        spec.addSubcommand("status", new CommandLine(new LockStatusCommand(invocation)));
        spec.addSubcommand("release", new CommandLine(new LockReleaseCommand(invocation)));
    }

    @Override
    public ExitCode run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "missing a command of `lock`");
    }
}
