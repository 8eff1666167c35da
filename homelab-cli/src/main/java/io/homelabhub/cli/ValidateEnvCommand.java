package io.homelabhub.cli;

import io.homelabhub.Definition;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code homelab validate-env}: which variables are needed and which are missing. */
@CommandLine.Command(
        name = "validate-env",
        description = {
            "Shows which variables the Compose files ask for, where, and which are missing. Never shows a value.",
            "Ends with 3 if a required one is missing."
        })
final class ValidateEnvCommand implements Command {
    private final Invocation invocation;

    @Mixin
    private final FormatOption format = new FormatOption();

    ValidateEnvCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public ExitCode run() {
        Definition definition = invocation.runtime().definition();
        VariablesResult result = VariablesResult.of(
                VariableScan.of(definition.compose().configFiles()),
                definition.compose().environment());
        invocation.show(result, format.format);
        return result.isComplete() ? ExitCode.DONE : ExitCode.INVALID_INPUT;
    }
}
