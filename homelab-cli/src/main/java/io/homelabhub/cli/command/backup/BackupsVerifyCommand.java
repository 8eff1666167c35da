package io.homelabhub.cli.command.backup;

import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.backup.store.Verification;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.FormatOption;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.cli.output.Style;
import io.homelabhub.time.TimeText;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code homelab backups verify}: a drill. */
final class BackupsVerifyCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Restores a backup for trial, and compares what comes of it.",
            "In containers of the same images that have no network and go afterwards. Nothing of the project is touched. Ends with 13 if"
                    + " it is not as it was.");
    private final Supplier<String> id = syntax.word(PositionalParamSpec.builder()
            .paramLabel("ID")
            .description("The backup's name, or latest: the newest that is complete."));
    private final ShelfOption shelf;
    private final Attended attended;
    private final FormatOption format = new FormatOption(syntax);

    BackupsVerifyCommand(Invocation invocation) {
        this.invocation = invocation;
        this.shelf = new ShelfOption(invocation, syntax);
        this.attended = new Attended(invocation, syntax);
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        StoredBackup backup = shelf.find(id.get());
        StoredBackup tried = attended.run(cancellation -> invocation
                .runtime()
                .backups()
                .verify(backup, new Keys(invocation).all(), attended.lockWait(), attended.listener(), cancellation));
        Verification verification = tried.verification().orElseThrow();
        invocation.show(new Tried(tried, verification), format.format());
        return verification.isPassed() ? ExitCode.DONE : ExitCode.DAMAGED;
    }

    private record Tried(StoredBackup backup, Verification verification) implements Result {
        @Override
        public void print(Page page) {
            verification.proved().forEach(line -> page.line(page.styled(Style.GREEN, "✔ ") + line));
            verification.problems().forEach(line -> page.line(page.styled(Style.RED, "✘ ") + line));
            page.line((verification.isPassed() ? "Verified in " : "Not as it was; looked at for ")
                    + TimeText.took(verification.took()) + ": " + backup.id() + ".");
        }

        @Override
        public Map<String, ?> document() {
            return new ShownBackup(backup).document();
        }
    }
}
