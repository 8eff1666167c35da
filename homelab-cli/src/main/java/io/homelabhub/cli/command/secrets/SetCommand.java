package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.tree.SopsValue;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab secrets set}: one value, new or in place of another. */
final class SetCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Sets one value, from a pipe or as typed without being shown.",
            "Of what comes from a pipe one line end at its end is left out. Everything else in the file stays as it is.");
    private final Supplier<Path> file = syntax.file(FileWord.file());
    private final Supplier<String> key = syntax.word(FileWord.key());
    private final Supplier<Boolean> number = syntax.flag(
            OptionSpec.builder("--number").description("Stores a whole number as one, rather than as text."));

    SetCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        SecretsOnDisk secrets = new SecretsOnDisk(invocation, file.get());
        SopsValue value = value(secrets);
        KeyPath path = new KeyPath(key.get());
        return secrets.change(
                clear -> clear.withDocuments(path.set(clear.documents(), value)),
                "Set " + key.get() + " in " + file.get() + ".");
    }

    private SopsValue value(SecretsOnDisk secrets) {
        SourceLocation place = SourceLocation.of(secrets.file());
        String text = asked();
        if (!number.get()) {
            return SopsValue.string(text, place);
        }
        try {
            return SopsValue.number(Long.parseLong(text.strip()), place);
        } catch (NumberFormatException other) {
            throw new UsageException("the value for " + key.get() + " is no whole number, as --number asks for");
        }
    }

    private String asked() {
        if (invocation.console().inputIsTerminal()) {
            invocation.console().err().print("Value for " + key.get() + ": ");
            invocation.console().flush();
        }
        String text = invocation.console().secretInput().get().orElse("");
        if (text.isEmpty()) {
            throw new UsageException("no value for " + key.get() + " came; type it, or pipe it in");
        }
        return text;
    }
}
