package io.homelabhub.cli.command.config;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.definition.ProjectDefinition;

/** {@code homelab validate-env}: which variables are needed and which are missing. */
public final class ValidateEnvCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Shows which variables the Compose files use, where, and which are missing. Never shows a value.",
            "Ends with 3 if a required one is missing.");

    private final FormatOption format = new FormatOption(syntax);

    public ValidateEnvCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        ProjectDefinition definition = invocation.runtime().definition();
        VariablesResult result = VariablesResult.of(
                VariableScan.of(definition.compose().configFiles()),
                definition.compose().environment());
        invocation.show(result, format.format());
        return result.isComplete() ? ExitCode.DONE : ExitCode.INVALID_INPUT;
    }
}
