package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.Syntax;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.sops.ClearFile;
import io.homelabhub.sops.CreationRule;
import io.homelabhub.sops.CreationRules;
import io.homelabhub.sops.SopsRules;
import io.homelabhub.sops.age.AgeRecipient;
import io.homelabhub.sops.tree.SopsMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** {@code homelab secrets init}: an encrypted file without values. */
final class InitCommand implements Command {
    private final Invocation invocation;
    private final Syntax syntax = new Syntax(
            this,
            "Makes an encrypted file without values, for the readers that --age or the rules in .sops.yaml name.",
            "With --age, and where there are no rules yet, .sops.yaml is made, too: sops then encrypts to the same readers.");
    private final Supplier<Path> file = syntax.file(FileWord.file());
    private final Supplier<List<String>> age = syntax.values(
            String.class,
            OptionSpec.builder("--age")
                    .paramLabel("RECIPIENT")
                    .description("Who may read it: age1…; can be repeated."));

    InitCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public ExitCode run() {
        SecretsOnDisk secrets = new SecretsOnDisk(invocation, file.get());
        List<AgeRecipient> named = Rules.recipients(age.get());
        CreationRule rule =
                named.isEmpty() ? new Rules(invocation).of(secrets.file()) : new CreationRule(named, SopsRules.USUAL);
        byte[] sealed = ClearFile.create(
                        secrets.file(),
                        secrets.stored().format(),
                        List.of(SopsMap.EMPTY),
                        rule.rules(),
                        rule.recipients())
                .seal(invocation.timing().now());
        if (!secrets.stored().create(sealed)) {
            invocation.messages().line("homelab: nothing was changed. " + file.get() + " is there already.");
            return ExitCode.REFUSED;
        }
        invocation.messages().line("Made " + file.get() + ".");
        writeRules(named);
        invocation.messages().advice("Type `homelab secrets set " + file.get() + " KEY` for its first value.");
        return ExitCode.DONE;
    }

    private void writeRules(List<AgeRecipient> recipients) {
        Path rules = invocation.console().workingDirectory().resolve(CreationRules.FILE);
        if (recipients.isEmpty()
                || CreationRules.find(invocation.console().workingDirectory()).isPresent()) {
            return;
        }
        String all = recipients.stream().map(AgeRecipient::text).collect(Collectors.joining(","));
        try {
            Files.write(rules, ("creation_rules:\n  - age: " + all + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UsageException("the rules cannot be written to " + rules);
        }
        invocation.messages().line("Made " + CreationRules.FILE + ".");
    }
}
