package io.homelabhub.cli.command.config;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;

/** {@code homelab env}: the variables of the project. */
public final class EnvCommand implements Command {
    private final Syntax syntax = new Syntax(this, "Tells where the variables of the project come from.");

    public EnvCommand(Invocation invocation) {
        syntax.add("explain", new EnvExplainCommand(invocation));
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        throw syntax.failure("`env` needs a command");
    }
}
