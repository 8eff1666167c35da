package io.homelabhub.cli.command.config;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab env explain}: who says a variable's value, what that overrides, and who sees it. */
final class EnvExplainCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Tells where variables come from, what they override, and who sees them. Never shows a secret.",
            "What counts first: the environment, then --secrets, then --env-file, else .env. In a container: `environment:`, then the last"
                    + " `env_file:`.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME|SERVICE")
            .arity("0..*")
            .description("A variable; or a service or group, for all that it sees. All variables if none is given."));

    private final FormatOption format = new FormatOption(syntax);

    EnvExplainCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        ExplanationResult result =
                new ExplanationResult(invocation.runtime().environment().explain(names.get()));
        invocation.show(result, format.format());
        return ExitCode.DONE;
    }
}
