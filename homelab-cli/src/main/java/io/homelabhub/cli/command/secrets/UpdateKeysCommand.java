package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Consent;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.cli.output.Page;
import io.homelabhub.sops.age.AgeRecipient;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab secrets updatekeys}: the readers of a file are those that {@code .sops.yaml} names. */
final class UpdateKeysCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Makes those the readers of a file that the rules in .sops.yaml name; values and data key stay.",
            "Shows who comes and who goes, and asks first.");
    private final Supplier<Path> file = syntax.file(FileWord.file());
    private final Supplier<Boolean> yes =
            syntax.flag(OptionSpec.builder("-y", "--yes").description("Answers yes to every question."));

    UpdateKeysCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        SecretsOnDisk secrets = new SecretsOnDisk(invocation, file.get());
        List<String> now = secrets.stored().read().recipients();
        List<String> wanted = new Rules(invocation)
                .of(secrets.file()).recipients().stream()
                        .map(AgeRecipient::text)
                        .toList();
        List<String> coming = wanted.stream().filter(one -> !now.contains(one)).toList();
        List<String> going = now.stream().filter(one -> !wanted.contains(one)).toList();
        Page page = invocation.messages();
        if (coming.isEmpty() && going.isEmpty()) {
            page.line("The readers of " + file.get() + " are those of the rules already.");
            return ExitCode.DONE;
        }
        coming.forEach(one -> page.line("+ " + one));
        going.forEach(one -> page.line("- " + one));
        if (!new Consent(invocation, yes.get()).given("Change the readers of " + file.get() + "?")) {
            return ExitCode.REFUSED;
        }
        ExitCode code =
                secrets.change(clear -> clear.withRecipients(wanted), "Changed the readers of " + file.get() + ".");
        if (code == ExitCode.DONE && !going.isEmpty()) {
            page.advice(
                    "Who is gone knows the data key: type `homelab secrets rotate-data-key " + file.get() + "` too.");
        }
        return code;
    }
}
