package io.homelabhub.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A listing in a Markdown document. The line before it names the file that it is taken from: {@code <!-- pom.xml -->}.
 *
 * @param language as written behind the fence
 * @param source the file, relative to the repository's root; empty if none is named
 * @param text without the indentation that all lines share
 * @param line where it begins in the document
 */
record Listing(String language, Optional<String> source, String text, int line) {
    /** What cannot be compiled; everything else has to be taken from a file. */
    private static final Set<String> COMMANDS = Set.of("sh");

    private static final String FENCE = "```";
    private static final Pattern SOURCE = Pattern.compile("<!-- (\\S+) -->");

    /** A Java file that the build compiles and whose tests it runs, or one of an example that it builds. */
    private static final Pattern BUILT = Pattern.compile("homelab-\\w+/src/test/java/.+\\.java|docs/examples/.+");

    static List<Listing> in(String document) {
        List<Listing> found = new ArrayList<>();
        List<String> lines = document.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf(FENCE);
                found.add(new Listing(
                        lines.get(i).substring(FENCE.length()),
                        i == 0 ? Optional.empty() : source(lines.get(i - 1)),
                        String.join("\n", lines.subList(i + 1, end)).stripIndent(),
                        i + 1));
                i = end;
            }
        }
        return found;
    }

    private static Optional<String> source(String line) {
        Matcher source = SOURCE.matcher(line);
        return source.matches() ? Optional.of(source.group(1)) : Optional.empty();
    }

    /** What is wrong with it; empty if nothing is. */
    Optional<String> fault(Path root) throws IOException {
        if (COMMANDS.contains(language)) {
            return Optional.empty();
        }
        if (source.isEmpty()) {
            return Optional.of("line " + line + ": the listing names no file that it is taken from");
        }
        if (!BUILT.matcher(source.get()).matches() || !Files.exists(root.resolve(source.get()))) {
            return Optional.of("line " + line + ": " + source.get() + " is no file that the build compiles");
        }
        List<String> file = Files.readAllLines(root.resolve(source.get()));
        return isIn(file) ? Optional.empty() : Optional.of("line " + line + ": not a part of " + source.get());
    }

    private boolean isIn(List<String> file) {
        int length = (int) text.lines().count();
        for (int i = 0; length > 0 && i + length <= file.size(); i++) {
            if (String.join("\n", file.subList(i, i + length)).stripIndent().equals(text)) {
                return true;
            }
        }
        return false;
    }
}
