package io.homelabhub.yaml;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Words for what the parser refuses: the usual mistakes get a remedy, the rest keeps the parser's own text. */
public final class SyntaxProblems {
    private SyntaxProblems() {}

    /** What {@code e} says of {@code file}. */
    public static Problem of(Path file, MarkedYAMLException e) {
        Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
        String problem = String.valueOf(e.getProblem());
        Problem plain = Problem.error(location(file, mark), "", "not valid YAML: " + message(e, problem));
        return plain.withSuggestion(suggestion(problem));
    }

    /** What {@code e} says of a character of {@code text}. */
    public static Problem of(Path file, String text, ReaderException e) {
        int at = Math.min(e.getPosition(), text.length());
        String before = text.substring(0, at);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = at - before.lastIndexOf('\n');
        String message = "not a text file: character U+%04X".formatted(e.getCodePoint());
        return Problem.error(new SourceLocation(file, line, column), "", message);
    }

    private static String message(MarkedYAMLException e, String problem) {
        String context = e.getContext();
        Mark began = e.getContextMark();
        if (context == null || began == null || began.equals(e.getProblemMark())) {
            return problem;
        }
        return "%s (%s that begins in line %d)".formatted(problem, context, began.getLine() + 1);
    }

    private static String suggestion(String problem) {
        if (problem.contains("(TAB)")) {
            return "indent with spaces, tabs are not allowed";
        } else if (problem.contains("mapping values are not allowed")) {
            return "quote a value that holds \": \", or check the indentation";
        } else if (problem.contains("could not find expected ':'")) {
            return "a key needs a colon and a space after it";
        } else if (problem.contains("found character") && problem.contains("cannot start any token")) {
            return "quote the value";
        }
        return problem.contains("<block end>") ? "check the indentation" : "";
    }

    private static SourceLocation location(Path file, @Nullable Mark mark) {
        return mark == null
                ? SourceLocation.of(file)
                : new SourceLocation(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
