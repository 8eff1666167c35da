package io.homelabhub.cli.command.lock;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;

/** {@code homelab lock status}: who holds the project's lock. */
final class LockStatusCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(this, "Shows who holds the project's lock.");

    private final FormatOption format = new FormatOption(syntax);

    LockStatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        invocation.tell(invocation.runtime().problems());
        invocation.show(
                new LockResult(
                        invocation.runtime().lockHolder(),
                        false,
                        invocation.timing().now()),
                format.format());
        return ExitCode.DONE;
    }
}
