package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.sops.age.AgeIdentity;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.sops.disk.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab secrets keygen}: a private key in a file of its own, and the public one to give away. */
final class KeygenCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Makes a private key that only you can read, and prints the public one to give away.",
            "A key that is there is never replaced: what it opens would be lost.");
    private final Supplier<Optional<Path>> output = syntax.value(
            Path.class,
            OptionSpec.builder("-o", "--output")
                    .paramLabel("FILE")
                    .description("Where to; ~/.config/sops/age/keys.txt if not given, where sops looks, too."));

    KeygenCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        Path file = output.get()
                .map(path -> invocation.console().workingDirectory().resolve(path))
                .or(() -> AgeKeys.usualFile(invocation.console().environment()))
                .orElseThrow(() -> new UsageException("HOME is not set; say where to with --output FILE"));
        AgeIdentity identity = AgeIdentity.generate();
        String text = "# public key: " + identity.recipient().text() + "\n" + identity.secretText() + "\n";
        try {
            Files.createDirectories(file.toAbsolutePath().resolve("..").normalize());
            WholeFile.create(file, text.getBytes(StandardCharsets.US_ASCII));
        } catch (FileAlreadyExistsException e) {
            invocation.messages().line("homelab: nothing was changed. There is a key in " + file + " already.");
            return ExitCode.REFUSED;
        } catch (IOException e) {
            throw new UsageException(
                    "the key cannot be written to " + file + ": " + e.getClass().getSimpleName());
        }
        invocation.console().out().println(identity.recipient().text());
        invocation
                .messages()
                .line("The private key is in " + file + ". Keep a copy elsewhere: without it nothing opens.");
        return ExitCode.DONE;
    }
}
