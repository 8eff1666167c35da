package io.homelabhub.environment;

import io.homelabhub.problem.Problem;
import io.homelabhub.variables.VariableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether values have the form that the catalog asks for. */
final class FormCheck {
    private final Resolution resolution;

    FormCheck(Resolution resolution) {
        this.resolution = resolution;
    }

    List<Problem> problems(List<Value> values) {
        List<Problem> problems = new ArrayList<>();
        for (Value value : values) {
            Optional<VariableDefinition> definition = resolution.definition(value.name());
            if (definition.isPresent() && !value.text().isEmpty()) {
                definition
                        .get()
                        .refusal(value.text())
                        .map(expected -> problem(value, definition.get(), expected))
                        .ifPresent(problems::add);
            }
        }
        return problems;
    }

    private static Problem problem(Value value, VariableDefinition definition, String expected) {
        String found = definition.isSecret() ? "something else" : "\"" + value.text() + "\"";
        return value.error(
                "variable-form",
                "expected " + expected + " (" + definition.location() + "), found " + found,
                definition.example().map(example -> "for example " + example).orElse(""));
    }
}
