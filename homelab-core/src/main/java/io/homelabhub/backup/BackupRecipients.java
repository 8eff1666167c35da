package io.homelabhub.backup;

import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.CreationRules;
import io.homelabhub.sops.age.AgeRecipient;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Those who may read a new encrypted file called {@code backup}, by the rules that hold in the working directory. */
final class BackupRecipients {
    private BackupRecipients() {}

    /** @throws InvalidInputException if there are no rules, or they name nobody for whom can be encrypted here */
    static List<AgeRecipient> of(DefinitionSources sources) {
        Path folder = sources.workingDirectory();
        CreationRules rules = Optional.ofNullable(sources.environment().get("SOPS_CONFIG"))
                .filter(named -> !named.isBlank())
                .map(named -> CreationRules.read(folder.resolve(named)))
                .or(() -> CreationRules.find(folder))
                .orElseThrow(() -> new InvalidInputException(List.of(Problem.error(
                                SourceLocation.of(folder.resolve(CreationRules.FILE)),
                                "",
                                "there are no rules that say who may read an encrypted backup, here or in a folder above")
                        .withSuggestion("`homelab secrets init FILE --age age1…` makes them"))));
        return rules.of(folder.resolve("backup")).recipients();
    }
}
