package io.homelabhub.problem;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts problems into the form in which people read them. */
public final class Problems {
    private Problems() {}

    /**
     * Each problem once, errors before warnings, then by file and line. Where one thing is wrong in many places, as a variable
     * that is not set, it is one problem that names them all.
     */
    public static List<Problem> tidied(Collection<Problem> problems) {
        Map<Object, Problem> once = new LinkedHashMap<>();
        problems.stream()
                .sorted()
                .distinct()
                .forEach(problem ->
                        once.merge(subject(problem), problem, (first, other) -> first.alsoAt(other.location())));
        return List.copyOf(once.values());
    }

    /** A problem whose id names the thing itself is the same problem wherever it stands. */
    private static Object subject(Problem problem) {
        return problem.id().contains(":") ? problem.id() : problem;
    }
}
