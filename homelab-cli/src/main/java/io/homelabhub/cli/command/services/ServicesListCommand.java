package io.homelabhub.cli.command.services;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;

/** {@code homelab services list}: groups and services with what they are for. */
final class ServicesListCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(this, "Lists all groups, services and jobs.");

    private final FormatOption format = new FormatOption(syntax);

    ServicesListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        invocation.show(
                new ServicesResult(
                        invocation.runtime().catalog(),
                        invocation.runtime().jobs().names()),
                format.format());
        return ExitCode.DONE;
    }
}
