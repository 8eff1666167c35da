package io.homelabhub.cli.command.backup;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import java.util.function.Supplier;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab backups show}. */
final class BackupsShowCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax =
            new Syntax(this, "Shows what a backup holds, and the lines that open it without Homelab.");
    private final Supplier<String> id = syntax.word(PositionalParamSpec.builder()
            .paramLabel("ID")
            .description("The backup's name, or latest: the newest that is complete."));
    private final ShelfOption shelf;
    private final FormatOption format = new FormatOption(syntax);

    BackupsShowCommand(Invocation invocation) {
        this.invocation = invocation;
        this.shelf = new ShelfOption(invocation, syntax);
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        invocation.show(new ShownBackup(shelf.find(id.get())), format.format());
        return ExitCode.DONE;
    }
}
