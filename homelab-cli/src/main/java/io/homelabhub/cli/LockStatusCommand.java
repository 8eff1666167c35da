package io.homelabhub.cli;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code homelab lock status}: who holds the project's lock. */
@CommandLine.Command(name = "status", description = "Shows who holds the project's lock.")
final class LockStatusCommand implements Command {
    private final Invocation invocation;

    @Mixin
    private final FormatOption format = new FormatOption();

    LockStatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public ExitCode run() {
        invocation.show(new LockResult(invocation.runtime().lockHolder(), false), format.format);
        return ExitCode.DONE;
    }
}
