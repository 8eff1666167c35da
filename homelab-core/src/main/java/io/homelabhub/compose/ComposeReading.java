package io.homelabhub.compose;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a project's files.
 *
 * @param readable the project, as far as it can be read: what an error is about is missing in it; empty if nothing can
 * @param problems everything that was found, errors and warnings
 */
public record ComposeReading(Optional<ComposeProject> readable, List<Problem> problems) {
    public ComposeReading {
        problems = List.copyOf(problems);
    }

    /**
     * The project.
     *
     * @throws InvalidInputException with all problems, if one of them is an error
     */
    public ComposeProject requireValid() {
        if (readable.isEmpty() || problems.stream().anyMatch(Problem::isError)) {
            throw new InvalidInputException(problems);
        }
        return readable.get();
    }
}
