package io.homelabhub.catalog;

import io.homelabhub.variables.VariableDefinition;
import io.homelabhub.variables.VariableType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Makes the variables of a catalog from what stands under {@code variables}. */
final class VariableBinder {
    private final Findings findings;

    VariableBinder(Findings findings) {
        this.findings = findings;
    }

    Map<String, VariableDefinition> bind(Map<String, Values> variables) {
        Map<String, VariableDefinition> bound = new LinkedHashMap<>();
        variables.forEach((name, values) -> bound.put(name, variable(name, values)));
        return bound;
    }

    private VariableDefinition variable(String name, Values values) {
        List<String> words = values.get(VariableFields.VALUES).orElse(List.of());
        VariableType type =
                values.get(VariableFields.TYPE).orElse(words.isEmpty() ? VariableType.STRING : VariableType.ENUM);
        if (type == VariableType.ENUM && words.isEmpty()) {
            findings.error(values.path(), "the type is enum, and the key \"values\" with its words is missing");
        }
        VariableDefinition variable = new VariableDefinition(
                name,
                type,
                pattern(values),
                words,
                values.get(VariableFields.REQUIRED).orElse(false),
                values.get(VariableFields.SECRET),
                values.get(VariableFields.DESCRIPTION).orElse(""),
                values.get(VariableFields.EXAMPLE),
                findings.placeOf(values.path()));
        requireExample(variable, values);
        return variable;
    }

    /** An example that would be refused leads astray. */
    private void requireExample(VariableDefinition variable, Values values) {
        variable.example()
                .filter(example -> !example.isEmpty())
                .flatMap(variable::refusal)
                .ifPresent(expected -> findings.error(
                        CatalogPath.key(values.path(), VariableFields.EXAMPLE.name()),
                        "the example is not " + expected));
    }

    private Optional<Pattern> pattern(Values values) {
        Optional<String> written = values.get(VariableFields.PATTERN);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        try {
            return written.map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            findings.error(
                    CatalogPath.key(values.path(), VariableFields.PATTERN.name()),
                    "the regular expression cannot be read: " + e.getDescription());
            return Optional.empty();
        }
    }
}
