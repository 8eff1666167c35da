package io.homelabhub.doctor.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A repository with a work tree.
 *
 * @param root the folder of the work tree, absolute
 * @param tracked the files that its index has, by their paths below the root, with slashes
 * @param ignoring what it ignores
 */
public record GitRepository(Path root, Set<String> tracked, GitIgnore ignoring) {
    public GitRepository {
        tracked = Set.copyOf(tracked);
    }

    /** The one whose work tree {@code folder} is in; empty if there is none, or its index cannot be read. */
    public static Optional<GitRepository> around(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.exists(git)) {
                return read(at, git);
            }
        }
        return Optional.empty();
    }

    private static Optional<GitRepository> read(Path root, Path git) {
        try {
            Path folder = Files.isDirectory(git) ? git : linked(root, git);
            Path index = folder.resolve("index");
            Set<String> tracked = Files.isRegularFile(index) ? GitIndex.paths(Files.readAllBytes(index)) : Set.of();
            return Optional.of(new GitRepository(root, tracked, GitIgnore.of(root, folder)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** A worktree or submodule has a file that names its folder: {@code gitdir: ../.git/modules/one}. */
    private static Path linked(Path root, Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (!text.startsWith("gitdir:")) {
            throw new IOException("no gitdir in " + file);
        }
        return root.resolve(text.substring("gitdir:".length()).strip()).normalize();
    }

    /** Whether the repository has {@code file}, which is absolute. */
    public boolean tracks(Path file) {
        return tracked.contains(path(file));
    }

    /** Whether {@code git add .} would pass {@code file} over, which is absolute and not tracked. */
    public boolean ignores(Path file) {
        return ignoring.ignores(path(file));
    }

    /** The path below the root, with slashes. */
    public String path(Path file) {
        return root.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
    }
}
