package io.homelabhub.cli.command.status;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab status}: what is deployed and how it stands. */
public final class StatusCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(this, "Shows what is deployed, and its state.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("0..*")
            .description("Services or groups; everything if not given."));

    private final Supplier<Boolean> wide =
            syntax.flag(OptionSpec.builder("--wide").description("Shows all columns, however narrow the terminal."));

    private final FormatOption format = new FormatOption(syntax);

    public StatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        StatusResult result = new StatusResult(
                invocation.runtime().status(names.get().toArray(String[]::new)),
                invocation.timing().now(),
                wide.get());
        invocation.tell(result.status().problems());
        invocation.show(result, format.format());
        return ExitCode.DONE;
    }
}
