package io.homelabhub.catalog;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What reading a catalog brings to light beside its values: where each of them stands, and what is wrong with them. */
final class Findings {
    private static final int LONGEST_SHOWN = 40;

    private final Path file;
    private final Map<String, SourceLocation> places = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Findings(Path file) {
        this.file = file;
    }

    /** Remembers where {@code path} stands. */
    void place(String path, SourceLocation location) {
        places.putIfAbsent(path, location);
    }

    /** Where {@code path} stands, or the nearest thing around it that has a place. */
    SourceLocation placeOf(String path) {
        return CatalogPath.nearest(path, places, SourceLocation.of(file));
    }

    Map<String, SourceLocation> places() {
        return places;
    }

    void error(String path, String message, String suggestion) {
        add(Problem.error(placeOf(path), path, message).withSuggestion(suggestion));
    }

    void error(String path, String message) {
        error(path, message, "");
    }

    /** @param id by which the owner can acknowledge it */
    void warning(String id, String path, String message, String suggestion) {
        add(Problem.warning(id, placeOf(path), path, message).withSuggestion(suggestion));
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    List<Problem> problems() {
        return problems.stream().sorted().toList();
    }

    /** {@code text} between quotes, cut off where it grows long. */
    static String shown(String text) {
        int points = text.codePointCount(0, text.length());
        String cut =
                points <= LONGEST_SHOWN ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN)) + "…";
        return '"' + cut.replace("\n", "\\n") + '"';
    }
}
