package io.homelabhub.cli.line;

import io.homelabhub.sops.age.AgeKeys;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The private keys of whoever typed the command. A class of its own rather than a lambda, whose making would load {@link AgeKeys} for
 * every command.
 */
final class TypedKeys implements Supplier<AgeKeys> {
    private final Map<String, String> environment;

    TypedKeys(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public AgeKeys get() {
        return KeyProgram.keys(environment);
    }
}
