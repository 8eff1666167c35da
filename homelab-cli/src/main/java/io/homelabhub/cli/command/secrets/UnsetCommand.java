package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import java.nio.file.Path;
import java.util.function.Supplier;

/** {@code homelab secrets unset}: one key less. */
final class UnsetCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(this, "Removes one key and what stands below it.");
    private final Supplier<Path> file = syntax.file(FileWord.file());
    private final Supplier<String> key = syntax.word(FileWord.key());

    UnsetCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        KeyPath path = new KeyPath(key.get());
        return new SecretsOnDisk(invocation, file.get())
                .change(
                        clear -> clear.withDocuments(path.unset(clear.documents())),
                        "Removed " + key.get() + " from " + file.get() + ".");
    }
}
