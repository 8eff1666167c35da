package io.homelabhub.sops.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a file so that whoever reads it, or a machine that loses its power, finds the old one or the new one, whole. */
public final class WholeFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final FileAttribute<Set<PosixFilePermission>> EVERYBODY_READS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

    private WholeFile() {}

    /**
     * Puts {@code content} in the place of {@code file}, which need not be there. Its rights stay; those of a new file are {@code rw-------}.
     *
     * @throws IOException if it cannot be written; then the old one is as it was
     */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, content, OWNER_ALONE);
    }

    /**
     * Likewise; a new file can be read by everybody. For what other programs read and what holds no secret.
     *
     * @throws IOException if it cannot be written; then the old one is as it was
     */
    public static void publish(Path file, byte[] content) throws IOException {
        write(file, content, EVERYBODY_READS);
    }

    private static void write(Path file, byte[] content, FileAttribute<Set<PosixFilePermission>> rights)
            throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path fresh = Files.createTempFile(folder(target), "." + target.getFileName() + ".", ".new", OWNER_ALONE);
        try {
            fill(fresh, content);
            Files.setPosixFilePermissions(
                    fresh, Files.exists(target) ? Files.getPosixFilePermissions(target) : rights.value());
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            sync(folder(target));
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * Makes {@code file} with {@code content}, readable by its owner alone from the first byte on.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one; it stays
     * @throws IOException if it cannot be written; then there is none
     */
    public static void create(Path file, byte[] content) throws IOException {
        Files.createFile(file, OWNER_ALONE);
        try {
            fill(file, content);
            sync(folder(file.toAbsolutePath()));
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static Path folder(Path absolute) {
        return absolute.resolve("..").normalize();
    }

    private static void fill(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Has a rename in {@code folder} last: it does once the folder does. */
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
