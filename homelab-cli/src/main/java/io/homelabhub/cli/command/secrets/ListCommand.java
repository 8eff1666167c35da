package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab secrets list} and {@code show --names}: the names in a file, for which no key is needed. */
final class ListCommand implements Command {
    private final Invocation invocation;
    private final boolean showing;
    private final Syntax syntax;
    private final Supplier<Path> file;
    private final Supplier<Boolean> names;
    private final FormatOption format;

    ListCommand(Invocation invocation) {
        this(invocation, false, "Lists the names of the values in a file, and who can open it. Needs no key.");
    }

    private ListCommand(Invocation invocation, boolean showing, String description) {
        this.invocation = invocation;
        this.showing = showing;
        this.syntax = new Syntax(this, description);
        this.file = syntax.file(FileWord.file());
        this.names = showing
                ? syntax.flag(
                        OptionSpec.builder("--names").description("Names only; no other way of showing is offered."))
                : () -> true;
        this.format = new FormatOption(syntax);
    }

    static ListCommand show(Invocation invocation) {
        return new ListCommand(invocation, true, "Shows the names of the values in a file, with --names.");
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        if (showing && !names.get()) {
            throw syntax.failure(
                    "`show` shows names only; add --names, or type `homelab secrets get FILE KEY` for one value");
        }
        invocation.show(
                NamesResult.of(
                        new SecretsOnDisk(invocation, file.get()).stored().read()),
                format.format());
        return ExitCode.DONE;
    }
}
