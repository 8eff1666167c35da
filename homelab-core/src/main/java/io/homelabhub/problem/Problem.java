package io.homelabhub.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One thing that is wrong with the input.
 *
 * @param severity whether the input can still be used
 * @param id names the kind of thing, and after a colon the thing itself: {@code unset-variable:TAG}. It stays the same from
 *     version to version, so that an owner can acknowledge a warning by it. Empty for an error that names nothing.
 * @param location where it stands
 * @param path the place in the model, as {@code services.web.ports[0]}; empty for the whole document
 * @param message what was found and what was expected; one sentence, no value of a secret
 * @param suggestion what to write instead, as {@code did you mean "image"?}; empty if none is known
 * @param also further places where the same thing stands
 */
public record Problem(
        Severity severity,
        String id,
        SourceLocation location,
        String path,
        String message,
        String suggestion,
        List<SourceLocation> also)
        implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::severity)
            .thenComparing(Problem::location)
            .thenComparing(Problem::path)
            .thenComparing(Problem::message);
    private static final int MOST_PLACES = 10;

    public Problem {
        also = List.copyOf(also);
    }

    /** A problem that makes the input unusable. */
    public static Problem error(SourceLocation location, String path, String message) {
        return new Problem(Severity.ERROR, "", location, path, message, "", List.of());
    }

    /**
     * A problem that the reader should know of.
     *
     * @param id by which the owner can acknowledge it
     */
    public static Problem warning(String id, SourceLocation location, String path, String message) {
        return new Problem(Severity.WARNING, id, location, path, message, "", List.of());
    }

    /** This problem with {@code suggestion} in place of its own. */
    public Problem withSuggestion(String suggestion) {
        return new Problem(severity, id, location, path, message, suggestion, also);
    }

    /** This problem, told together with all others of this id. */
    public Problem about(String id) {
        return new Problem(severity, id, location, path, message, suggestion, also);
    }

    /** This problem with its words changed by {@code masking}, which hides secrets. */
    public Problem masked(UnaryOperator<String> masking) {
        return new Problem(severity, id, location, path, masking.apply(message), masking.apply(suggestion), also);
    }

    /** This problem, which stands at {@code place} too. */
    Problem alsoAt(SourceLocation place) {
        if (place.equals(location) || also.contains(place)) {
            return this;
        }
        List<SourceLocation> places = new ArrayList<>(also);
        places.add(place);
        places.sort(Comparator.naturalOrder());
        return new Problem(severity, id, location, path, message, suggestion, places);
    }

    /** This problem as an error. */
    public Problem asError() {
        return new Problem(Severity.ERROR, id, location, path, message, suggestion, also);
    }

    /** This problem as a warning. */
    public Problem asWarning() {
        return new Problem(Severity.WARNING, id, location, path, message, suggestion, also);
    }

    /** Whether the input cannot be used. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Whether it is of this kind, or the very thing: both {@code unset-variable} and {@code unset-variable:TAG} fit. */
    public boolean isCalled(String idOrKind) {
        return id.equals(idOrKind) || id.startsWith(idOrKind + ":");
    }

    /** Errors before warnings, then by file and line. */
    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /**
     * {@code file:line:column: error: path: message; suggestion (also at places) [id]}. A place in the same file as the one
     * before it is shown without the file, and only a warning shows its id.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(location).append(": ");
        text.append(isError() ? "error: " : "warning: ");
        if (!path.isEmpty()) {
            text.append(path).append(": ");
        }
        text.append(message);
        if (!suggestion.isEmpty()) {
            text.append("; ").append(suggestion);
        }
        text.append(otherPlaces());
        return isError() || id.isEmpty() ? text.toString() : text + " [" + id + "]";
    }

    private String otherPlaces() {
        if (also.isEmpty()) {
            return "";
        }
        StringBuilder shown = new StringBuilder();
        SourceLocation last = location;
        for (SourceLocation place : also.subList(0, Math.min(also.size(), MOST_PLACES))) {
            boolean sameFile = place.file().equals(last.file()) && place.line() > 0;
            String text = place.toString();
            shown.append(shown.isEmpty() ? "" : ", ")
                    .append(sameFile ? text.substring(place.file().toString().length()) : text);
            last = place;
        }
        int more = also.size() - MOST_PLACES;
        return " (also at " + shown + (more > 0 ? " and " + more + " more places" : "") + ")";
    }
}
