package io.homelabhub.cli;

import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.catalog.ServiceSelector;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.problem.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab completion}: a script that completes command lines. */
final class CompletionCommand implements Command {
    private static final String NAME = "NAME";

    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Prints a script for bash and zsh that completes commands, options and the catalog's names.",
            "In ~/.bashrc: source <(homelab --catalog FILE completion)");

    CompletionCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        CommandLine all =
                HomelabCommandLine.commandLine(new HomelabCommand(), invocation, List.of(CommandName.values()));
        complete(all, names());
        invocation.console().out().print(AutoComplete.bash("homelab", all));
        return ExitCode.DONE;
    }

    /** What can be named; a catalog that cannot be read is for other commands to complain about. */
    private List<String> names() {
        try {
            ServiceCatalog catalog = invocation.runtime().catalog();
            List<String> names = new ArrayList<>(catalog.services().keySet());
            names.addAll(catalog.groups().keySet());
            names.addAll(catalog.patterns().keySet());
            names.add(ServiceSelector.ALL);
            return names;
        } catch (InvalidInputException unreadable) {
            return List.of();
        }
    }

    private static void complete(CommandLine command, List<String> names) {
        CommandSpec spec = command.getCommandSpec();
        for (PositionalParamSpec parameter : List.copyOf(spec.positionalParameters())) {
            if (parameter.paramLabel().contains(NAME)) {
                spec.remove(parameter);
                spec.add(parameter.toBuilder().completionCandidates(names).build());
            }
        }
        command.getSubcommands().values().forEach(inner -> complete(inner, names));
    }
}
