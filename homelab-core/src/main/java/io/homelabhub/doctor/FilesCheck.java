package io.homelabhub.doctor;

import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.doctor.Finding.Consequence;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.Problems;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the catalog and the Compose files can be used. */
final class FilesCheck implements Check {
    private static final String NAME = "files";
    private static final int MOST = 10;

    @Override
    public List<Finding> look(Circumstances circumstances) {
        List<Problem> errors = Problems.tidied(circumstances.problems()).stream()
                .filter(Problem::isError)
                .toList();
        if (!errors.isEmpty()) {
            return List.of(
                    Finding.problem(NAME, Consequence.INVALID_INPUT, text(errors), List.of("homelab config -q")));
        }
        ProjectDefinition definition = circumstances.files().orElseThrow().definition();
        int services = definition.graph().vertices().size();
        int warnings = definition.warnings().size();
        String found =
                "project " + definition.project() + ", " + (services == 1 ? "1 service" : services + " services");
        return List.of(
                warnings == 0
                        ? Finding.ok(NAME, found)
                        : Finding.warning(
                                NAME,
                                found + ", " + (warnings == 1 ? "1 warning" : warnings + " warnings"),
                                "homelab config -q"));
    }

    private static String text(List<Problem> errors) {
        String shown = errors.stream().limit(MOST).map(Problem::toString).collect(Collectors.joining("\n"));
        return errors.size() > MOST ? shown + "\nand " + (errors.size() - MOST) + " more" : shown;
    }
}
