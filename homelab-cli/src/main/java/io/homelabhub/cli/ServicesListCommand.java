package io.homelabhub.cli;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code homelab services list}: groups and services with what they are for. */
@CommandLine.Command(name = "list", description = "Lists all groups and services.")
final class ServicesListCommand implements Command {
    private final Invocation invocation;

    @Mixin
    private final FormatOption format = new FormatOption();

    ServicesListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public ExitCode run() {
        invocation.show(new ServicesResult(invocation.runtime().catalog()), format.format);
        return ExitCode.DONE;
    }
}
