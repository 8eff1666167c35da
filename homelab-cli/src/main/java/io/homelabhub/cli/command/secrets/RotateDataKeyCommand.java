package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.sops.ClearFile;
import java.nio.file.Path;
import java.util.function.Supplier;

/** {@code homelab secrets rotate-data-key}: the same values, encrypted anew. */
final class RotateDataKeyCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Encrypts a file anew with another data key, for the same readers.",
            "Do this after `updatekeys` has removed somebody: he knows the old data key. What he has read he knows, too:",
            "change those values.");
    private final Supplier<Path> file = syntax.file(FileWord.file());

    RotateDataKeyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        return new SecretsOnDisk(invocation, file.get())
                .change(ClearFile::withNewDataKey, "Encrypted " + file.get() + " with a new data key.");
    }
}
