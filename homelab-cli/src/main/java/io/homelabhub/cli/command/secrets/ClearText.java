package io.homelabhub.cli.command.secrets;

import io.homelabhub.cli.line.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Clear text for an editor: in a folder of its own in memory, never on a disk, for its owner alone. It is gone when it is closed, and
 * when the process ends, together with what the editor left beside it.
 */
final class ClearText implements AutoCloseable {
    private static final List<String> IN_MEMORY = List.of("tmpfs", "ramfs");
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER = rights("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> FILE = rights("rw-------");

    private final Path folder;
    private final Path file;
    private final Thread atEnd = new Thread(this::wipe, "homelab-wipe");

    private ClearText(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
        Runtime.getRuntime().addShutdownHook(atEnd);
    }

    /**
     * A file called {@code name} that holds {@code text}.
     *
     * @throws UsageException if this machine has no file system in memory that can be written
     */
    static ClearText of(String name, byte[] text, Map<String, String> environment) {
        try {
            Path folder = Files.createTempDirectory(memory(environment), "homelab-edit-", FOLDER);
            Path file = Files.createFile(folder.resolve(name), FILE);
            ClearText clear = new ClearText(folder, file);
            Files.write(file, text, StandardOpenOption.WRITE);
            return clear;
        } catch (IOException e) {
            throw new UsageException(
                    "no file in memory can be made: " + e.getClass().getSimpleName());
        }
    }

    private static Path memory(Map<String, String> environment) {
        return Stream.of(environment.get("XDG_RUNTIME_DIR"), "/dev/shm", "/run/shm")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(folder -> Files.isWritable(folder) && isInMemory(folder))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "this machine has no file system in memory, and clear text is never put on a disk;"
                                + " use `homelab secrets set` for one value"));
    }

    private static boolean isInMemory(Path folder) {
        try {
            FileStore store = Files.getFileStore(folder);
            return IN_MEMORY.contains(store.type());
        } catch (IOException unknown) {
            return false;
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> rights(String rights) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
    }

    Path file() {
        return file;
    }

    byte[] content() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UsageException("the editor left no file; nothing was changed");
        }
    }

    @Override
    public void close() {
        wipe();
        Runtime.getRuntime().removeShutdownHook(atEnd);
    }

    private void wipe() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> left = Files.list(folder)) {
            for (Path path : left.toList()) {
                overwrite(path);
                Files.deleteIfExists(path);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UsageException("clear text is left in " + folder + ", in memory; remove it");
        }
    }

    private static void overwrite(Path path) throws IOException {
        if (Files.isRegularFile(path)) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate((int) Math.min(channel.size(), 1 << 24)));
            }
        }
    }
}
