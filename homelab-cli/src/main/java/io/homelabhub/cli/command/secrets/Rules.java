package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.line.UsageException;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.CreationRule;
import io.homelabhub.sops.CreationRules;
import io.homelabhub.sops.age.AgeKeyException;
import io.homelabhub.sops.age.AgeRecipient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The rules for new files: those that {@code SOPS_CONFIG} names, else those that hold in the folder in which the command was typed. */
record Rules(Invocation invocation) {
    CreationRule of(Path file) {
        Path folder = invocation.console().workingDirectory();
        Optional<CreationRules> rules = Optional.ofNullable(
                        invocation.console().environment().get("SOPS_CONFIG"))
                .filter(named -> !named.isBlank())
                .map(named -> CreationRules.read(folder.resolve(named)))
                .or(() -> CreationRules.find(folder));
        return rules.orElseThrow(() -> new InvalidInputException(List.of(Problem.error(
                                SourceLocation.of(folder.resolve(CreationRules.FILE)),
                                "",
                                "there are no rules that say who may read new files, here or in a folder above")
                        .withSuggestion("`homelab secrets init FILE --age age1…` makes them"))))
                .of(file);
    }

    /** Those whom {@code words} of the command line name. */
    static List<AgeRecipient> recipients(List<String> words) {
        return words.stream().map(Rules::recipient).toList();
    }

    private static AgeRecipient recipient(String text) {
        try {
            return AgeRecipient.parse(text);
        } catch (AgeKeyException refused) {
            throw new UsageException(refused.getMessage() + ". " + refused.remedy());
        }
    }
}
