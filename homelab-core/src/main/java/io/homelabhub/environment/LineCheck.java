package io.homelabhub.environment;

import io.homelabhub.problem.Problem;
import io.homelabhub.secret.SensitiveNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the lines of files of variables that Compose reads otherwise than people mean them. What Compose refuses is told by the
 * loader; here is what it takes without a word.
 */
final class LineCheck {
    private final Predicate<String> secret;
    private final Predicate<String> set;

    /**
     * @param secret whether the value of a variable is a secret
     * @param set whether a variable has a value
     */
    LineCheck(Predicate<String> secret, Predicate<String> set) {
        this.secret = secret;
        this.set = set;
    }

    /** What is found in {@code files} of a project that cannot be loaded, so that nothing is known of its variables. */
    static List<Problem> of(List<Path> files, Path workingDirectory) {
        Map<Path, Path> shown = new LinkedHashMap<>();
        files.forEach(
                file -> shown.put(file, file.startsWith(workingDirectory) ? workingDirectory.relativize(file) : file));
        return new LineCheck(SensitiveNames::isSensitive, any -> true).problems(shown, Set.of());
    }

    /**
     * What is found in some files.
     *
     * @param files absolute, by how people know them
     * @param raw those in which quotes and dollar signs mean nothing
     */
    List<Problem> problems(Map<Path, Path> files, Set<Path> raw) {
        List<Problem> problems = new ArrayList<>();
        files.forEach((file, shown) -> {
            try {
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
                problems.addAll(
                        raw.contains(file)
                                ? new RawLines(shown, text).problems()
                                : new DotEnvLines(shown, text, secret, set).problems());
            } catch (IOException gone) {
                // the loader has told of it
            }
        });
        return problems;
    }
}
