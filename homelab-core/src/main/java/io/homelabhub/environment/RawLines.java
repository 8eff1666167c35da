package io.homelabhub.environment;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at a file of the format {@code raw}, in which all that follows the equals sign is the value. */
final class RawLines {
    private final Path shown;
    private final String text;

    RawLines(Path shown, String text) {
        this.shown = shown;
        this.text = text;
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            int equals = lines[i].indexOf('=');
            String value = equals < 0 ? "" : lines[i].substring(equals + 1).stripTrailing();
            if (value.length() > 1
                    && value.matches("(?s)\".*\"|'.*'")
                    && !lines[i].stripLeading().startsWith("#")) {
                String name = lines[i].substring(0, equals).strip();
                problems.add(Problem.warning(
                                "misread-line:raw-quotes",
                                new SourceLocation(shown, i + 1, 0),
                                name,
                                "the quotes are part of the value, as the file is read with format: raw")
                        .withSuggestion("remove them, or the format"));
            }
        }
        return problems;
    }
}
