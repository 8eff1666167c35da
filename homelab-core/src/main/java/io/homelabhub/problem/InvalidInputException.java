package io.homelabhub.problem;

import io.homelabhub.failure.HomelabException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A catalog, Compose file or environment that cannot be used. Carries every problem that was found: each once,
 * errors before warnings, then in the order of files and lines.
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
        this.problems = Problems.tidied(problems);
    }

    /** What was found: errors first, then by file, line and column. */
    public List<Problem> problems() {
        return problems;
    }

    private static String describe(List<Problem> problems) {
        return Problems.tidied(problems).stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
