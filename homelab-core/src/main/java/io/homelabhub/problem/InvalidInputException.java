package io.homelabhub.problem;

import io.homelabhub.failure.HomelabException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A catalog, Compose file or environment that cannot be used. Carries every problem that was found, errors and
 * warnings, in the order of files and lines.
 */
public final class InvalidInputException extends HomelabException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * @param problems what was found; at least one of them an error
     * @throws IllegalArgumentException if none is an error
     */
    public InvalidInputException(List<Problem> problems) {
        super(describe(problems), "Correct the places above and run the command again.", null);
        if (problems.stream().noneMatch(Problem::isError)) {
            throw new IllegalArgumentException("no error among the problems: " + problems);
        }
        this.problems = problems.stream().sorted().toList();
    }

    /** What was found, sorted by file, line and column. */
    public List<Problem> problems() {
        return problems;
    }

    private static String describe(List<Problem> problems) {
        return problems.stream().sorted().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
