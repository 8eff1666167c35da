package io.homelabhub.cli.command.storage;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.ListingOptions;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.look.Look;
import io.homelabhub.look.ServiceImageRun;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab history}: the images that services run, and ran before. */
public final class HistoryCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Lists the images that services run, and ran before a deploy gave them others.",
            "The engine remembers the last ten of each service. `homelab rollback` goes back to one.");

    private final Supplier<List<String>> names = syntax.words(PositionalParamSpec.builder()
            .paramLabel("NAME")
            .arity("0..*")
            .description("Services, groups or patterns; all if not given."));

    private final ListingOptions listing = new ListingOptions(syntax, "ids of images");

    public HistoryCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        Look<ServiceImageRun> look =
                invocation.runtime().services().history(names.get().toArray(String[]::new));
        invocation.tell(look.problems());
        invocation.show(new HistoryResult(look, invocation.timing().now()), listing);
        return ExitCode.DONE;
    }
}
