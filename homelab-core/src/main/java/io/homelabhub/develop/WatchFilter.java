package io.homelabhub.develop;

import io.homelabhub.resource.IgnoreFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Which files below a watched path count. Left out are what {@code .dockerignore} leaves out of the build, git's folder, what editors put
 * beside a file while they save it, and what the rule ignores; a rule that includes something takes nothing else.
 */
final class WatchFilter {
    private static final IgnoreFile PASSING = IgnoreFile.of(List.of(
            "**/.git",
            "**/*~",
            "**/.#*",
            "**/#*#",
            "**/.*.sw?",
            "**/4913",
            "**/*___jb_???___",
            "**/.*.kate-swp",
            "**/.DS_Store"));

    private final Path root;
    private final Path context;
    private final IgnoreFile contextIgnores;
    private final IgnoreFile ignores;
    private final IgnoreFile includes;
    private final boolean includesSome;

    /**
     * @param root what the patterns of the rule start from
     * @param context what those of {@code contextIgnores} start from
     */
    WatchFilter(Path root, Path context, IgnoreFile contextIgnores, List<String> ignores, List<String> includes) {
        this.root = root;
        this.context = context;
        this.contextIgnores = contextIgnores;
        this.ignores = IgnoreFile.of(ignores);
        this.includes = IgnoreFile.of(includes);
        this.includesSome = !includes.isEmpty();
    }

    /** Whether a change of this file or folder counts. */
    boolean takes(Path path) {
        return path.startsWith(root)
                && !leavesOut(path)
                && (!includesSome || path.equals(root) || matches(includes, root, path));
    }

    /** Whether nothing below a folder can count. */
    boolean closes(Path folder) {
        boolean taken = contextIgnores.takesBackSome() || ignores.takesBackSome();
        return !folder.equals(root) && (taken ? matches(PASSING, root, folder) : leavesOut(folder));
    }

    private boolean leavesOut(Path path) {
        return !path.equals(root)
                && (matches(PASSING, root, path)
                        || matches(ignores, root, path)
                        || matches(contextIgnores, context, path));
    }

    private static boolean matches(IgnoreFile patterns, Path from, Path path) {
        return path.startsWith(from) && patterns.ignores(slashed(from.relativize(path)));
    }

    /** With slashes on every machine. */
    static String slashed(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
