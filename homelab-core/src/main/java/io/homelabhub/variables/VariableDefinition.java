package io.homelabhub.variables;

import io.homelabhub.problem.SourceLocation;
import io.homelabhub.secret.SensitiveNames;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the owner says of a variable, under {@code variables} of the catalog.
 *
 * @param name the variable
 * @param type what its value can be
 * @param pattern what the whole value has to match
 * @param values the words that it can be; none if it can be anything
 * @param required whether it must have a value
 * @param secrecy whether its value is a secret; empty to go by its name
 * @param description what it is for; empty if the catalog does not say
 * @param example a value that would do, for people
 * @param location where it stands in the catalog
 */
public record VariableDefinition(
        String name,
        VariableType type,
        Optional<Pattern> pattern,
        List<String> values,
        boolean required,
        Optional<Boolean> secrecy,
        String description,
        Optional<String> example,
        SourceLocation location) {
    public VariableDefinition {
        values = List.copyOf(values);
    }

    /** Whether nobody may see its value. */
    public boolean isSecret() {
        return secrecy.orElse(SensitiveNames.isSensitive(name));
    }

    /**
     * What is expected instead, if {@code value} does not do; never shows the value.
     *
     * @param value not empty
     */
    public Optional<String> refusal(String value) {
        if (!values.isEmpty() && !values.contains(value)) {
            return Optional.of("one of " + String.join(", ", values));
        }
        Optional<String> type = this.type.refusal(value);
        if (type.isPresent()) {
            return type;
        }
        return pattern.filter(form -> !form.matcher(value).matches()).map(form -> "a text that matches " + form);
    }
}
