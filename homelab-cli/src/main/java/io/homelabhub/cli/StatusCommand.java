package io.homelabhub.cli;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code homelab status}: what is deployed and how it stands. */
@CommandLine.Command(name = "status", description = "Shows what is deployed and how it stands.")
final class StatusCommand implements Command {
    private final Invocation invocation;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Services or groups; everything if not given.")
    private String[] names = {};

    @Mixin
    private final FormatOption format = new FormatOption();

    StatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public ExitCode run() {
        StatusResult result = new StatusResult(
                invocation.runtime().status(names), invocation.timing().now());
        invocation.show(result, format.format);
        return ExitCode.DONE;
    }
}
