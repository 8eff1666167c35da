package io.homelabhub.definition;

import io.homelabhub.sops.age.AgeKeys;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The private keys that an environment leads to, with no program run. A class of its own rather than a lambda, whose making would load
 * {@link AgeKeys} for everybody.
 */
final class EnvironmentKeys implements Supplier<AgeKeys> {
    private final Map<String, String> environment;

    EnvironmentKeys(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public AgeKeys get() {
        return AgeKeys.find(environment, (words, variables) -> {
            throw new IOException("no programs are run");
        });
    }
}
