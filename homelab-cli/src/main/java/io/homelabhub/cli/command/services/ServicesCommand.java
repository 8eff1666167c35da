package io.homelabhub.cli.command.services;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;

/** {@code homelab services}: what the catalog holds. */
public final class ServicesCommand implements Command {
    private final Syntax syntax = new Syntax(this, "Shows what the catalog holds.");

    public ServicesCommand(Invocation invocation) {
        syntax.add("list", new ServicesListCommand(invocation));
        syntax.add("deps", new ServicesDepsCommand(invocation));
        syntax.add("catalog", new ServicesCatalogCommand(invocation));
        syntax.add("graph", new ServicesGraphCommand(invocation));
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        throw syntax.failure("`services` needs a command");
    }
}
