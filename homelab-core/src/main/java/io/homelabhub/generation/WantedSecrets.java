package io.homelabhub.generation;

import io.homelabhub.generation.disk.Layout;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secrets that templates ask for, as a first look at their text tells: good enough to propose values, before there are any that the
 * templates could be checked against.
 */
final class WantedSecrets {
    private static final String PATH = "\\bsecrets((?:\\.[A-Za-z_][A-Za-z0-9_]*)+)";
    private static final Pattern ASKED = Pattern.compile(PATH);
    private static final Pattern OPTIONAL =
            Pattern.compile(PATH + "(?=\\s*\\|\\s*default\\b|\\s+is\\s+(?:not\\s+)?(?:defined|empty|null)\\b)");
    private static final Pattern COMMENT = Pattern.compile("\\{#.*?#}", Pattern.DOTALL);

    private WantedSecrets() {}

    /** Their paths, {@code database.password}, in the order of the alphabet; without those that a template can do without. */
    static List<String> of(Layout layout) {
        Set<String> asked = new TreeSet<>();
        Set<String> optional = new TreeSet<>();
        for (Path file : layout.templateFiles()) {
            String text = COMMENT.matcher(text(file, layout)).replaceAll("");
            collect(ASKED, text, asked);
            collect(OPTIONAL, text, optional);
        }
        asked.removeAll(optional);
        List<String> paths = new ArrayList<>(asked);
        paths.removeIf(path -> asked.stream().anyMatch(other -> other.startsWith(path + ".")));
        return paths;
    }

    private static void collect(Pattern pattern, String text, Set<String> paths) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            paths.add(matcher.group(1).substring(1));
        }
    }

    private static String text(Path file, Layout layout) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidInputException(
                    List.of(Problem.error(SourceLocation.of(layout.shown(file)), "", "the template cannot be read")));
        }
    }
}
