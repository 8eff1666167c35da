package io.homelabhub.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code homelab services}: what the catalog holds. */
@CommandLine.Command(
        name = "services",
        description = "Shows what the catalog holds.",
        synopsisSubcommandLabel = "COMMAND")
final class ServicesCommand implements Command {
    private final Invocation invocation;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    ServicesCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Spec
    void spec(CommandSpec spec) {
        this.spec = spec;
        spec.addSubcommand("list", new CommandLine(new ServicesListCommand(invocation)));
        spec.addSubcommand("deps", new CommandLine(new ServicesDepsCommand(invocation)));
        spec.addSubcommand("catalog", new CommandLine(new ServicesCatalogCommand(invocation)));
        spec.addSubcommand("graph", new CommandLine(new ServicesGraphCommand(invocation)));
    }

    @Override
    public ExitCode run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "missing a command of `services`");
    }
}
