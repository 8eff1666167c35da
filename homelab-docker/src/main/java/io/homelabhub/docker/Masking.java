package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Takes values that may be secret out of what the engine says: it repeats a variable that it does not like. */
final class Masking {
    private static final String MASKED = "(secret)";
    private static final int SHORTEST = 4;

    private final List<String> values;

    /** Masks {@code values}; those shorter than four characters stay, as they occur everywhere and keep no secret. */
    Masking(Collection<String> values) {
        this.values = values.stream()
                .filter(value -> value.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Masks the values of {@code variables}, which are written {@code NAME=value}. */
    static Masking ofVariables(Collection<String> variables) {
        return new Masking(variables.stream()
                .map(variable -> variable.substring(variable.indexOf('=') + 1))
                .toList());
    }

    String of(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, MASKED);
        }
        return masked;
    }

    EngineException of(EngineException failure) {
        return new EngineException(
                failure.kind(), of(String.valueOf(failure.getMessage())), of(failure.remedy()), null);
    }
}
