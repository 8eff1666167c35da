package io.homelabhub.cli.command.look;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.ListingOptions;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.look.Look;
import io.homelabhub.look.ServiceProcesses;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab top}: the processes of services. */
public final class TopCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax =
            new Syntax(this, "Shows the processes of services that run.", "Known secrets in command lines are hidden.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("0..*")
            .description("Services, groups or patterns; all that run if not given."));

    private final Supplier<Boolean> wide = syntax.flag(
            OptionSpec.builder("--wide", "--no-trunc").description("Shows all columns, however narrow the terminal."));

    private final ListingOptions listing = ListingOptions.withoutIds(syntax);

    public TopCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        Look<ServiceProcesses> look =
                invocation.runtime().services().top(names.get().toArray(String[]::new));
        invocation.tell(look.problems());
        invocation.show(new TopResult(look, wide.get()), listing);
        return ExitCode.DONE;
    }
}
