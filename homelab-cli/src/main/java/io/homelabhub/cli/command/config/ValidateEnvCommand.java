package io.homelabhub.cli.command.config;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.problem.Severity;
import io.homelabhub.variables.EnvironmentReport;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab validate-env}: whether the environment is what Compose needs and what its owner means. */
public final class ValidateEnvCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Checks what Compose will make of the environment: which variables the files use, where, and which are missing; types,"
                    + " placeholders, lines that mean something else, names that nobody reads. Never shows a secret.",
            "Ends with 3 if something is wrong. Types stand under `variables:` of the catalog, or in config/schema/*.json.");

    private final Supplier<List<String>> services = syntax.words(PositionalParamSpec.builder()
            .paramLabel("SERVICE|GROUP")
            .arity("0..*")
            .description("Only what these need, and what these depend on."));

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
        EnvironmentReport report = invocation.runtime().environment().check(services.get());
        invocation.show(new VariablesResult(report), format.format());
        boolean refused = invocation.options().strict.get()
                && report.problems().stream().anyMatch(problem -> problem.severity() == Severity.WARNING);
        return report.isValid() && !refused ? ExitCode.DONE : ExitCode.INVALID_INPUT;
    }
}
