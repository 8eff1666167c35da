package io.homelabhub.cli.command.lock;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;

/** {@code homelab lock}: who deploys the project at present. */
public final class LockCommand implements Command {
    private final Syntax syntax =
            new Syntax(this, "Shows who is deploying the project, and frees the lock of a run that is gone.");

    public LockCommand(Invocation invocation) {
        syntax.add("status", new LockStatusCommand(invocation));
        syntax.add("release", new LockReleaseCommand(invocation));
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        throw syntax.failure("`lock` needs a command");
    }
}
