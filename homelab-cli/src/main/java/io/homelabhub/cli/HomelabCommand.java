package io.homelabhub.cli;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.GlobalOptions;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** {@code homelab} without a command: says that one is missing, where there is nothing to show instead. */
final class HomelabCommand implements Command {
    private final Syntax syntax =
            new Syntax(this, "Deploys a homelab's services on Docker from a service catalog and Compose bundles.");
    private final GlobalOptions options = new GlobalOptions(syntax);

    HomelabCommand() {
        syntax.flag(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Explains the command."));
        syntax.flag(OptionSpec.builder("--version").versionHelp(true).description("Prints the version."));
        syntax.footer(
                "",
                "Start with `homelab setup`, then `homelab plan core` and `homelab deploy core`.",
                "`homelab COMMAND --help` explains a command.");
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    /** The options of all commands, as they are given for this one or the one that follows. */
    GlobalOptions options() {
        return options;
    }

    @Override
    public ExitCode run() {
        throw syntax.failure("no command given");
    }
}
