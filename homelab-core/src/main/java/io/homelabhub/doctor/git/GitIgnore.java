package io.homelabhub.doctor.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a repository ignores: the {@code .gitignore} of each folder and {@code info/exclude}. The file of the user's own settings is
 * left out, as whoever clones the repository has another.
 */
public final class GitIgnore {
    private final Path root;
    private final List<IgnorePattern> everywhere;
    private final Map<String, List<IgnorePattern>> known = new HashMap<>();

    private GitIgnore(Path root, List<IgnorePattern> everywhere) {
        this.root = root;
        this.everywhere = everywhere;
    }

    static GitIgnore of(Path root, Path git) {
        return new GitIgnore(root, read(git.resolve("info").resolve("exclude"), ""));
    }

    /** @param path below the root, with slashes */
    boolean ignores(String path) {
        String[] steps = path.split("/");
        StringBuilder at = new StringBuilder();
        for (int i = 0; i < steps.length; i++) {
            at.append(i == 0 ? "" : "/").append(steps[i]);
            boolean folder = i < steps.length - 1;
            if (decided(at.toString(), folder)) {
                return true; // nothing below an ignored folder is looked at
            }
        }
        return false;
    }

    /** The last pattern that fits decides. */
    private boolean decided(String path, boolean folder) {
        List<IgnorePattern> patterns = new ArrayList<>(everywhere);
        patterns.addAll(ofFolder(""));
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            patterns.addAll(ofFolder(path.substring(0, slash + 1)));
        }
        boolean ignored = false;
        for (IgnorePattern pattern : patterns) {
            if (pattern.fits(path, folder)) {
                ignored = !pattern.negated();
            }
        }
        return ignored;
    }

    private List<IgnorePattern> ofFolder(String folder) {
        return known.computeIfAbsent(folder, any -> read(root.resolve(folder).resolve(".gitignore"), folder));
    }

    private static List<IgnorePattern> read(Path file, String folder) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.flatMap(line -> IgnorePattern.of(line, folder).stream())
                    .toList();
        } catch (IOException | UncheckedIOException none) {
            return List.of();
        }
    }
}
