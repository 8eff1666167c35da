package io.homelabhub.doctor;

import io.homelabhub.doctor.Finding.Consequence;
import io.homelabhub.environment.ProjectEnvironment;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.variables.EnvironmentReport;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the variables are as Compose needs them and as their owner means them, in short. */
final class EnvironmentCheck implements Check {
    private static final String NAME = "environment";
    private static final int MOST = 5;

    @Override
    public List<Finding> look(Circumstances circumstances) {
        try {
            return of(new ProjectEnvironment(circumstances.sources()).check(List.of()));
        } catch (InvalidInputException unusable) {
            return List.of(Finding.unknown(NAME, "could not be looked at: the files cannot be used"));
        }
    }

    private static List<Finding> of(EnvironmentReport report) {
        List<Problem> errors =
                report.problems().stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            return List.of(
                    Finding.problem(NAME, Consequence.INVALID_INPUT, text(errors), List.of("homelab validate-env")));
        }
        int warnings = report.problems().size();
        return List.of(
                warnings == 0
                        ? Finding.ok(NAME, report.variables().size() + " variables")
                        : Finding.warning(
                                NAME,
                                warnings == 1
                                        ? "1 line may not mean what it should"
                                        : warnings + " lines may not mean what they should",
                                "homelab validate-env"));
    }

    private static String text(List<Problem> errors) {
        String shown = errors.stream().limit(MOST).map(Problem::toString).collect(Collectors.joining("\n"));
        return errors.size() > MOST ? shown + "\nand " + (errors.size() - MOST) + " more" : shown;
    }
}
