package io.homelabhub.problem;

import java.util.Comparator;

/**
 * One thing that is wrong with the input.
 *
 * @param severity whether the input can still be used
 * @param location where it stands
 * @param path the place in the model, as {@code services.web.ports[0]}; empty for the whole document
 * @param message what was found and what was expected; one sentence, no value of a secret
 * @param suggestion what to write instead, as {@code did you mean "image"?}; empty if none is known
 */
public record Problem(Severity severity, SourceLocation location, String path, String message, String suggestion)
        implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::location).thenComparing(Problem::path).thenComparing(Problem::message);

    /** A problem that makes the input unusable. */
    public static Problem error(SourceLocation location, String path, String message) {
        return new Problem(Severity.ERROR, location, path, message, "");
    }

    /** A problem that the reader should know of. */
    public static Problem warning(SourceLocation location, String path, String message) {
        return new Problem(Severity.WARNING, location, path, message, "");
    }

    /** This problem with {@code suggestion} in place of its own. */
    public Problem withSuggestion(String suggestion) {
        return new Problem(severity, location, path, message, suggestion);
    }

    /** This problem as an error. */
    public Problem asError() {
        return new Problem(Severity.ERROR, location, path, message, suggestion);
    }

    /** This problem as a warning. */
    public Problem asWarning() {
        return new Problem(Severity.WARNING, location, path, message, suggestion);
    }

    /** Whether the input cannot be used. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column: error: path: message; suggestion}. */
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
        return text.toString();
    }
}
