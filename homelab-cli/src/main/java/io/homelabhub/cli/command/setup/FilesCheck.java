package io.homelabhub.cli.command.setup;

import io.homelabhub.cli.line.Invocation;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.problem.InvalidInputException;
import java.util.List;

/** Whether the catalog and the Compose files can be used, environment included. */
final class FilesCheck {
    private static final String SUBJECT = "Files";

    private final Invocation invocation;

    FilesCheck(Invocation invocation) {
        this.invocation = invocation;
    }

    Check check() {
        try {
            ProjectDefinition definition = invocation.runtime().definition();
            definition.requireValid();
            if (!definition.missingVariables().isEmpty()) {
                throw new InvalidInputException(definition.missingVariables());
            }
            String services = counted(definition.catalog().services().size(), "service");
            String finding = definition.catalog().isWritten()
                    ? services + " in " + counted(definition.catalog().groups().size(), "group")
                    : services;
            return definition.warnings().isEmpty()
                    ? Check.ok(SUBJECT, finding)
                    : Check.warning(
                            SUBJECT,
                            finding + ", " + counted(definition.warnings().size(), "warning"));
        } catch (InvalidInputException e) {
            return Check.problem(SUBJECT, ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()), List.of());
        }
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
