package io.homelabhub.desired.translate;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.secret.SecretMask;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Collects what is wrong, with the places where it stands. */
final class Findings {
    private final Function<String, SourceLocation> locations;
    private final SecretMask mask;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param locations tells where a path of the model stands, as {@code services.web.ports[0]}
     * @param mask hides the project's secrets in what is told
     */
    Findings(Function<String, SourceLocation> locations, SecretMask mask) {
        this.locations = locations;
        this.mask = mask;
    }

    /** As it stands in a problem: {@code compose.yaml:3:14: what is wrong}. */
    String placed(String path, String message) {
        return mask.mask(locations.apply(path) + ": " + message);
    }

    /** Where a path stands, as {@code compose.yaml:3:14}. */
    String place(String path) {
        return locations.apply(path).toString();
    }

    void error(String path, String message) {
        add(Problem.error(locations.apply(path), path, message));
    }

    /** @param id by which the owner can acknowledge it */
    void warning(String id, String path, String message, String suggestion) {
        add(Problem.warning(id, locations.apply(path), path, message).withSuggestion(suggestion));
    }

    void error(String path, String message, String suggestion) {
        add(Problem.error(locations.apply(path), path, message).withSuggestion(suggestion));
    }

    /** Takes over what was found elsewhere. */
    void take(Problem problem) {
        add(problem);
    }

    /** A service with several containers is translated several times. */
    private void add(Problem problem) {
        Problem masked = problem.masked(mask::mask);
        if (!problems.contains(masked)) {
            problems.add(masked);
        }
    }

    List<Problem> problems() {
        return problems.stream().sorted().toList();
    }
}
