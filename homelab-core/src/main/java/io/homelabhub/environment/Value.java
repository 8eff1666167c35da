package io.homelabhub.environment;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.variables.Assignment;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A value that counts: what fills in the Compose files, or what a container gets.
 *
 * @param assignment who says what
 * @param service whose containers get it, by its Compose name; empty for what fills in the Compose files
 */
record Value(Assignment assignment, Optional<String> service) {
    private static final Path ENVIRONMENT = Path.of("environment");

    String name() {
        return assignment.name();
    }

    String text() {
        return assignment.value();
    }

    /** Where it is said; what the process says stands in a file called {@code environment}. */
    SourceLocation place() {
        return assignment.origin().place().orElse(SourceLocation.of(ENVIRONMENT));
    }

    Problem error(String id, String message, String suggestion) {
        return Problem.error(place(), name(), message)
                .withSuggestion(suggestion)
                .about(id + ":" + name() + "@" + place());
    }

    Problem warning(String id, String message, String suggestion) {
        return Problem.warning(id + ":" + name(), place(), name(), message).withSuggestion(suggestion);
    }
}
