package io.homelabhub.compose.load;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.yaml.YamlLimits;

/**
 * What the loading of one project may cost, over all its files. Files can include and extend each other so that each is small
 * and the whole has no end.
 */
final class Budget {
    private static final int MOST_FILES = 1_000;
    private static final int MOST_PORTS = 100_000;
    private static final int NODES_OF_A_PORT = 6;
    private static final long MOST_WORK = 2_000_000;

    private int files;
    private int ports;
    private long nodes;
    private long work;

    /** Counts a file that is read. */
    void file(SourceLocation place, String path) {
        if (++files > MOST_FILES) {
            throw new Exhausted(Problem.error(place, path, "more than " + MOST_FILES + " files belong to the project"));
        }
    }

    /** Counts values that are copied into the project. */
    void nodes(long count, SourceLocation place, String path) {
        nodes += count;
        if (nodes > YamlLimits.DEFAULT.nodes()) {
            String message = "more than " + YamlLimits.DEFAULT.nodes() + " values in the project, up to this place";
            throw new Exhausted(Problem.error(place, path, message));
        }
    }

    /** Counts the ports that a range stands for. */
    void ports(int count, SourceLocation place, String path) {
        ports += count;
        if (ports > MOST_PORTS) {
            String message = "more than " + MOST_PORTS + " ports in the project, up to this place";
            throw new Exhausted(Problem.error(place, path, message));
        }
        nodes((long) count * NODES_OF_A_PORT, place, path);
    }

    /** Counts a pass over the project as it is so far. */
    void pass(SourceLocation place) {
        work += nodes;
        if (work > MOST_WORK) {
            throw new Exhausted(Problem.error(place, "", "too many documents for a project of this size"));
        }
    }

    /** Ends the loading. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Exhausted(Problem problem) {
            super(problem.message(), null, false, false);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
