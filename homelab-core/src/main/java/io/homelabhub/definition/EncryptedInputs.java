package io.homelabhub.definition;

import io.homelabhub.sops.age.AgeKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a definition takes from encrypted files.
 *
 * @param variables files whose values are variables, a later one over an earlier, all of them over those of the catalog
 * @param keys the private keys that open them; asked for only where something is to be opened
 */
public record EncryptedInputs(List<Path> variables, Supplier<AgeKeys> keys) {
    public EncryptedInputs {
        variables = List.copyOf(variables);
    }

    /** No files of variables, and the keys that {@code environment} leads to without a program being run. */
    public static EncryptedInputs usual(Map<String, String> environment) {
        return new EncryptedInputs(List.of(), new EnvironmentKeys(environment));
    }

    /** The files only. */
    @Override
    public String toString() {
        return variables.toString();
    }
}
