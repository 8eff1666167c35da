package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.sops.ClearFile;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.sops.disk.SecretsFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An encrypted file, with the keys of whoever typed the command. */
record SecretsOnDisk(Invocation invocation, Path name) {
    /** The file, from the folder in which the command was typed. */
    Path file() {
        return invocation.console().workingDirectory().resolve(name).normalize();
    }

    SecretsFile stored() {
        return new SecretsFile(file());
    }

    AgeKeys keys() {
        return invocation.keys();
    }

    ClearFile open() {
        return stored().read().open(keys());
    }

    /** Replaces the file by what {@code change} makes of it, unless somebody else is at it, which the user is told. */
    ExitCode change(UnaryOperator<ClearFile> change, String done) {
        Optional<SecretsFile.Held> held = stored().hold();
        if (held.isEmpty()) {
            return busy();
        }
        try (SecretsFile.Held mine = held.get()) {
            byte[] sealed = change.apply(mine.read().open(keys()))
                    .seal(invocation.timing().now());
            if (!mine.isUnchanged()) {
                return overtaken();
            }
            mine.replace(sealed);
        }
        invocation.messages().line(done);
        return ExitCode.DONE;
    }

    ExitCode busy() {
        invocation.messages().line("homelab: nothing was changed. " + name + " is being edited by another process.");
        return ExitCode.REFUSED;
    }

    private ExitCode overtaken() {
        invocation
                .messages()
                .line("homelab: nothing was changed. " + name
                        + " was changed by another program meanwhile; try again.");
        return ExitCode.REFUSED;
    }
}
