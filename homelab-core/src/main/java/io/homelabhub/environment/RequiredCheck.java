package io.homelabhub.environment;

import io.homelabhub.problem.Problem;
import io.homelabhub.variables.VariableDefinition;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether every variable that the catalog requires has a value. */
final class RequiredCheck {
    private final Resolution resolution;
    private final List<Value> values;

    RequiredCheck(Resolution resolution, List<Value> values) {
        this.resolution = resolution;
        this.values = values;
    }

    List<Problem> problems() {
        Set<String> given = values.stream()
                .filter(value -> !value.text().isEmpty())
                .map(Value::name)
                .collect(Collectors.toSet());
        return resolution.definition().catalog().variables().values().stream()
                .filter(VariableDefinition::required)
                .filter(variable -> !given.contains(variable.name()))
                .map(this::missing)
                .toList();
    }

    private Problem missing(VariableDefinition variable) {
        String what = variable.description().isEmpty() ? "" : ": " + variable.description();
        String example = variable.example().map(text -> ", as " + text).orElse("");
        return Problem.error(
                        variable.location(),
                        "variables." + variable.name(),
                        "the required variable " + variable.name() + " has no value" + what)
                .withSuggestion("set it in " + resolution.files().first() + example)
                .about("unset-variable:" + variable.name());
    }
}
