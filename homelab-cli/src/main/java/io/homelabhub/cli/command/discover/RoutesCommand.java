package io.homelabhub.cli.command.discover;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;

/** {@code homelab routes}: which domain leads to which service. */
public final class RoutesCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Shows which domain of the catalog leads to which service, and where that answers.",
            "As seen from --host, else from this machine. Asks no engine.");

    private final OutsideOption outside = new OutsideOption(syntax);

    private final FormatOption format = new FormatOption(syntax);

    public RoutesCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        RoutesResult result = new RoutesResult(invocation.runtime().discovery().routes(outside.isGiven()));
        invocation.show(result, format.format());
        return ExitCode.DONE;
    }
}
