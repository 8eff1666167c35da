package io.homelabhub.generation.disk;

import io.homelabhub.resource.Sha256;
import io.homelabhub.sops.disk.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A folder of generated files, replaced all at once: the new ones are written beside it under {@code .homelab-staging}, the rename of that to
 * {@code .homelab-staged} decides, and then each is renamed into its place. A process that dies before leaves the old files, one that
 * dies after a folder that {@link #finish} completes. One writer at a time.
 */
public final class OutputFolder implements AutoCloseable {
    private static final String STAGING = ".homelab-staging";
    private static final String STAGED = ".homelab-staged";
    private static final String LOCK = ".homelab-generated.lock";
    private static final String OWNER_ALONE = "rw-------";

    private final Path folder;
    private final FileChannel lock;

    private OutputFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes {@code folder} if there is none, and keeps other writers out until it is closed.
     *
     * @return empty if another has it
     */
    public static Optional<OutputFolder> open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.resolve("..").normalize());
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        FileChannel channel = FileChannel.open(
                folder.resolve(LOCK),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ALONE)));
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return Optional.of(new OutputFolder(folder, channel));
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // as if another process had it
        }
        channel.close();
        return Optional.empty();
    }

    /** Whether files of {@code folder} were being put in their places when the program ended. */
    public static boolean isBegun(Path folder) {
        return Files.isDirectory(folder.resolve(STAGED));
    }

    /** Completes what was decided, and forgets what was not. */
    public void finish() throws IOException {
        delete(folder.resolve(STAGING));
        Path staged = folder.resolve(STAGED);
        if (!Files.isDirectory(staged)) {
            return;
        }
        Optional<Manifest> next = Manifest.of(staged);
        Optional<Manifest> before = Manifest.of(folder);
        if (next.isPresent()) {
            for (String name : next.get().outputs().keySet()) {
                move(staged.resolve(name), folder.resolve(name));
            }
            for (String name : before.map(old -> old.gone(next.get())).orElse(List.of())) {
                Files.deleteIfExists(folder.resolve(name));
            }
            WholeFile.sync(folder);
            move(staged.resolve(Manifest.FILE), folder.resolve(Manifest.FILE));
            WholeFile.sync(folder);
        }
        delete(staged);
        WholeFile.sync(folder);
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /**
     * Puts {@code files} in place of those that the manifest of the folder names; others in it stay.
     *
     * @throws IOException if it cannot be done; then either nothing has changed or {@link #finish} can complete it
     */
    public void replace(Map<String, byte[]> files, Manifest manifest) throws IOException {
        Path staging = folder.resolve(STAGING);
        delete(staging);
        Files.createDirectory(
                staging, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            WholeFile.create(staging.resolve(file.getKey()), file.getValue());
        }
        WholeFile.create(staging.resolve(Manifest.FILE), manifest.content());
        Files.move(staging, folder.resolve(STAGED), StandardCopyOption.ATOMIC_MOVE);
        WholeFile.sync(folder);
        finish();
    }

    /** The SHA-256 of a file in {@code folder}; empty if there is none. One that is no file of its own is {@code other}. */
    public static Optional<String> hash(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return Optional.of(
                Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Sha256.hex(Files.readAllBytes(file)) : "other");
    }

    /** Whether somebody else than its owner may read a file. */
    public static boolean isOpen(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && !new TreeSet<>(Files.getPosixFilePermissions(file))
                        .equals(new TreeSet<>(PosixFilePermissions.fromString(OWNER_ALONE)));
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.isDirectory(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Lets other writers in. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
