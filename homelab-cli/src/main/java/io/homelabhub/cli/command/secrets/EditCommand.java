package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.sops.ClearFile;
import io.homelabhub.sops.disk.SecretsFile;
import io.homelabhub.sops.store.SopsFormat;
import io.homelabhub.sops.tree.SopsMap;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** {@code homelab secrets edit}: the clear text in an editor, from memory to memory. */
final class EditCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Opens a file in your editor ($SOPS_EDITOR, $VISUAL, $EDITOR or vi) and encrypts it again.",
            "The clear text is in memory only, and others of Homelab's writers wait. Values that you do not touch keep their"
                    + " ciphertext.");
    private final Supplier<Path> file = syntax.file(FileWord.file());

    EditCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        SecretsOnDisk secrets = new SecretsOnDisk(invocation, file.get());
        Optional<SecretsFile.Held> held = secrets.stored().hold();
        if (held.isEmpty()) {
            return secrets.busy();
        }
        try (SecretsFile.Held mine = held.get()) {
            return edit(mine, mine.read().open(secrets.keys()), secrets);
        }
    }

    private ExitCode edit(SecretsFile.Held mine, ClearFile clear, SecretsOnDisk secrets) {
        byte[] before = clear.clearText();
        String name = String.valueOf(secrets.file().getFileName());
        try (ClearText text = ClearText.of(name, before, invocation.console().environment())) {
            Optional<List<SopsMap>> edited = edited(text, secrets.stored().format());
            if (edited.isEmpty()) {
                invocation.messages().line("homelab: nothing was changed.");
                return ExitCode.INVALID_INPUT;
            } else if (Arrays.equals(before, text.content())) {
                invocation.messages().line("Nothing was changed.");
                return ExitCode.DONE;
            }
            byte[] sealed =
                    clear.withDocuments(edited.get()).seal(invocation.timing().now());
            return mine.isUnchanged() ? replaced(mine, sealed) : putAside(sealed, secrets);
        }
    }

    /** What the editor made; empty if it is wrong and the user does not want to go back. */
    private Optional<List<SopsMap>> edited(ClearText text, SopsFormat format) {
        Editor editor = Editor.of(invocation.console().environment());
        while (true) {
            editor.edit(text.file());
            try {
                return Optional.of(format.read(file.get(), text.content()).documents());
            } catch (InvalidInputException e) {
                e.problems().forEach(problem -> invocation.messages().line(problem.toString()));
                if (!again()) {
                    return Optional.empty();
                }
            }
        }
    }

    private boolean again() {
        if (!invocation.console().inputIsTerminal()) {
            return false;
        }
        invocation.console().err().print("Go back to the editor? Else what you typed is lost. [Y/n] ");
        invocation.console().flush();
        String answer = invocation.console().input().get().orElse("n").strip().toLowerCase(Locale.ROOT);
        return !answer.startsWith("n");
    }

    private ExitCode replaced(SecretsFile.Held mine, byte[] sealed) {
        mine.replace(sealed);
        invocation.messages().line("Changed " + file.get() + ".");
        return ExitCode.DONE;
    }

    /** sops does not wait for anybody: what it wrote meanwhile stays, and what was typed here is kept beside it, encrypted. */
    private ExitCode putAside(byte[] sealed, SecretsOnDisk secrets) {
        Path aside = Stream.iterate(1, number -> number + 1)
                .map(number -> secrets.file()
                        .resolveSibling(
                                "edited-" + number + "." + secrets.file().getFileName()))
                .filter(free -> new SecretsFile(free).create(sealed))
                .findFirst()
                .orElseThrow();
        invocation
                .messages()
                .line("homelab: " + file.get()
                        + " was changed by another program meanwhile, and stays so. What you typed is in "
                        + aside.getFileName() + " beside it, encrypted.");
        return ExitCode.REFUSED;
    }
}
