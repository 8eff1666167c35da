package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsValue;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** {@code homelab secrets get}: one value, for a pipe. */
final class GetCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this, "Prints one value to standard output.", "On a terminal a line end follows, in a pipe none.");
    private final Supplier<Path> file = syntax.file(FileWord.file());
    private final Supplier<String> key = syntax.word(FileWord.key());

    GetCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        List<SopsMap> documents =
                new SecretsOnDisk(invocation, file.get()).open().documents();
        KeyPath path = new KeyPath(key.get());
        SopsNode node = path.in(documents).orElseThrow(() -> path.unknown(documents));
        if (!(node instanceof SopsValue value)) {
            throw new UsageException("there is no single value at " + key.get() + ", but more below it");
        }
        invocation.console().out().print(value.shown());
        if (invocation.console().outIsTerminal()) {
            invocation.console().out().println();
        }
        return ExitCode.DONE;
    }
}
