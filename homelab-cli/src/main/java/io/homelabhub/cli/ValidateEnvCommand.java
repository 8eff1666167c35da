package io.homelabhub.cli;

import io.homelabhub.Definition;

/** {@code homelab validate-env}: which variables are needed and which are missing. */
final class ValidateEnvCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Shows which variables the Compose files use, where, and which are missing. Never shows a value.",
            "Ends with 3 if a required one is missing.");

    private final FormatOption format = new FormatOption(syntax);

    ValidateEnvCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        Definition definition = invocation.runtime().definition();
        VariablesResult result = VariablesResult.of(
                VariableScan.of(definition.compose().configFiles()),
                definition.compose().environment());
        invocation.show(result, format.format());
        return result.isComplete() ? ExitCode.DONE : ExitCode.INVALID_INPUT;
    }
}
