package io.homelabhub.cli;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code homelab} without a command: says that one is missing. */
@CommandLine.Command(
        name = "homelab",
        description = "Deploys a homelab's services on Docker from a service catalog and Compose bundles.",
        footer = {
            "",
            "Begin with `homelab setup`, then `homelab plan core` and `homelab deploy core`.",
            "`homelab COMMAND --help` explains a command."
        },
        synopsisSubcommandLabel = "COMMAND")
final class HomelabCommand implements Command {
    @Mixin
    final GlobalOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Explains the command.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @CommandLine.Option(names = "--version", versionHelp = true, description = "Prints the version.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean version;

    HomelabCommand(GlobalOptions options) {
        this.options = options;
    }

    @Override
    public ExitCode run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
    }
}
