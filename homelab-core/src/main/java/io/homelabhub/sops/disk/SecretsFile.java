package io.homelabhub.sops.disk;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.EncryptedFile;
import io.homelabhub.sops.store.SopsFormat;
import io.homelabhub.yaml.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An encrypted file on disk. */
public final class SecretsFile {
    private static final int MOST_BYTES = 8 << 20;

    /** The files that this process holds: the system does not keep one thread from another. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;

    /** @param file where it is; its name says its format */
    public SecretsFile(Path file) {
        this.file = file;
    }

    /** Its format, by its name. */
    public SopsFormat format() {
        return SopsFormat.of(file);
    }

    /**
     * What it holds at this moment.
     *
     * @throws InvalidInputException if it is missing, cannot be read, or is not encrypted
     */
    public EncryptedFile read() {
        return encrypted(content());
    }

    private EncryptedFile encrypted(byte[] content) {
        return EncryptedFile.read(file, format(), content);
    }

    private byte[] content() {
        try {
            return InputFile.read(file, MOST_BYTES);
        } catch (InputFile.UnreadableException e) {
            throw new InvalidInputException(List.of(e.problem()));
        }
    }

    /**
     * Keeps it from every other writer of Homelab until it is let go. A process that dies lets go. sops knows nothing of this, so what
     * it writes meanwhile is noticed by {@link Held#isUnchanged}.
     *
     * @return empty if another has it, in this process or elsewhere
     * @throws InvalidInputException if it is missing, or may not be written
     */
    public Optional<Held> hold() {
        try {
            Path real = real();
            if (!HELD.add(real)) {
                return Optional.empty();
            }
            Optional<Held> held = Optional.empty();
            try {
                held = locked(real);
            } finally {
                if (held.isEmpty()) {
                    HELD.remove(real);
                }
            }
            return held;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private Path real() throws IOException {
        return Files.exists(file) ? file.toRealPath() : file.toAbsolutePath().normalize();
    }

    /**
     * The system lets go of a file's lock as soon as the process closes the file, however it had opened it. So from here on it is
     * read through the one channel, and looked at from outside only.
     */
    private Optional<Held> locked(Path real) throws IOException {
        byte[] unused = content();
        while (true) {
            Object before = key(real);
            FileChannel channel = FileChannel.open(real, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Optional<FileLock> lock = lock(channel);
            if (lock.isPresent() && before.equals(key(real))) {
                return Optional.of(new Held(real, before, content(channel), channel));
            }
            channel.close();
            if (lock.isEmpty()) {
                return Optional.empty();
            }
            // whoever had it has put another file in its place
        }
    }

    /** What tells a file from another that is put in its place. */
    private static Object key(Path real) throws IOException {
        return Files.readAttributes(real, BasicFileAttributes.class).fileKey();
    }

    private static byte[] content(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate((int) Math.min(channel.size(), MOST_BYTES));
        while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {
            // until the end
        }
        return Arrays.copyOf(content.array(), content.position());
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException hereAlready) {
            return Optional.empty();
        }
    }

    private InvalidInputException unwritable(IOException e) {
        return new InvalidInputException(List.of(Problem.error(
                SourceLocation.of(file),
                "",
                "the file cannot be written: " + e.getClass().getSimpleName())));
    }

    /**
     * Makes it.
     *
     * @return whether there was none; one that is there stays
     * @throws InvalidInputException if it cannot be written
     */
    public boolean create(byte[] content) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolve("..").normalize());
            if (Files.exists(file)) {
                return false;
            }
            WholeFile.create(file, content);
            return true;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** The file, kept from others. For one thread. */
    public final class Held implements AutoCloseable {
        private final Path real;
        private final Object key;
        private final byte[] before;
        private final FileChannel channel;

        private Held(Path real, Object key, byte[] before, FileChannel channel) {
            this.real = real;
            this.key = key;
            this.before = before.clone();
            this.channel = channel;
        }

        /** What it held when it was taken. */
        public EncryptedFile read() {
            return encrypted(before);
        }

        /** Whether it is as it was when it was taken: sops writes into the file, others put another in its place. */
        public boolean isUnchanged() {
            try {
                return Files.exists(real) && key.equals(key(real)) && Arrays.equals(before, content(channel));
            } catch (IOException e) {
                throw unwritable(e);
            }
        }

        /**
         * Puts {@code content} in its place, as a whole or not at all.
         *
         * @throws InvalidInputException if it cannot be written
         */
        public void replace(byte[] content) {
            try {
                WholeFile.write(real, content);
            } catch (IOException e) {
                throw unwritable(e);
            }
        }

        /** Lets it go. */
        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException gone) {
                throw unwritable(gone);
            } finally {
                HELD.remove(real);
            }
        }
    }
}
