package io.homelabhub.variables;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.Problems;
import io.homelabhub.variables.VariableState.State;
import java.util.List;

/**
 * What came of checking the environment of a project.
 *
 * @param variables those that the Compose files ask for, by name
 * @param problems what is wrong or looks wrong, each with its place: errors first, then by file and line; no value of a secret
 */
public record EnvironmentReport(List<VariableState> variables, List<Problem> problems) {
    public EnvironmentReport {
        variables = List.copyOf(variables);
        problems = Problems.tidied(problems);
    }

    /** The names of those that are required and have no value. */
    public List<String> missing() {
        return variables.stream()
                .filter(variable -> variable.state() == State.MISSING)
                .map(VariableState::name)
                .toList();
    }

    /** Whether a deploy can be made with it. */
    public boolean isValid() {
        return missing().isEmpty() && problems.stream().noneMatch(Problem::isError);
    }
}
