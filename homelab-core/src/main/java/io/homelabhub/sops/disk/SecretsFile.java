package io.homelabhub.sops.disk;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.EncryptedFile;
import io.homelabhub.sops.store.SopsFormat;
import io.homelabhub.yaml.InputFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An encrypted file on disk. */
public final class SecretsFile {
    private static final int MOST_BYTES = 8 << 20;

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
     * @return empty if another has it
     * @throws InvalidInputException if it is missing, or may not be written
     */
    public Optional<Held> hold() {
        byte[] before = content();
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Optional<FileLock> lock = lock(channel);
            // whoever had it may have put another file in its place
            if (lock.isPresent() && Arrays.equals(before, content())) {
                return Optional.of(new Held(before, channel));
            }
            channel.close();
            return lock.isPresent() ? hold() : Optional.empty();
        } catch (IOException e) {
            throw unwritable(e);
        }
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
        private final byte[] before;
        private final FileChannel channel;

        private Held(byte[] before, FileChannel channel) {
            this.before = before;
            this.channel = channel;
        }

        /** What it held when it was taken. */
        public EncryptedFile read() {
            return encrypted(before);
        }

        /** Whether it is as it was when it was taken. */
        public boolean isUnchanged() {
            return Arrays.equals(before, content());
        }

        /**
         * Puts {@code content} in its place, as a whole or not at all.
         *
         * @throws InvalidInputException if it cannot be written
         */
        public void replace(byte[] content) {
            try {
                WholeFile.write(file, content);
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
            }
        }
    }
}
