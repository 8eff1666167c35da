package io.homelabhub.yaml;

import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a file that somebody else named: never more than asked for, and never from a device or a pipe without end. */
public final class InputFile {
    private static final Path NOTHING = Path.of("/dev/null");

    private InputFile() {}

    /**
     * The content of {@code file}.
     *
     * @param maxBytes most bytes it may have
     * @throws UnreadableException if it is missing, no file, too large or cannot be read; carries the problem to report
     */
    public static byte[] read(Path file, int maxBytes) throws UnreadableException {
        try {
            if (Files.isDirectory(file)) {
                throw new UnreadableException(file, "this is a directory, expected a file", null);
            }
            if (Files.exists(file)
                    && !Files.isRegularFile(file)
                    && !file.startsWith("/dev/fd")
                    && !file.equals(NOTHING)) {
                throw new UnreadableException(file, "this is a device or a pipe, expected a file", null);
            }
            return content(file, maxBytes);
        } catch (IOException e) {
            throw new UnreadableException(file, describe(e), e);
        }
    }

    private static byte[] content(Path file, int maxBytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(maxBytes);
            if (content.length == maxBytes && in.read() >= 0) {
                throw new IOException("the file is larger than %d bytes, the most that is read".formatted(maxBytes));
            }
            return content;
        }
    }

    private static String describe(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        } else if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof FileSystemLoopException) {
            return "symbolic links form a loop";
        } else if (e instanceof FileSystemException fs && fs.getReason() != null) {
            return "cannot be read: " + fs.getReason();
        }
        return String.valueOf(e.getMessage());
    }

    /** A file could not be read. */
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        UnreadableException(Path file, String message, @Nullable Throwable cause) {
            super(file + ": " + message, cause);
            this.problem = Problem.error(SourceLocation.of(file), "", message);
        }

        /** What to report: the file and why it could not be read. */
        public Problem problem() {
            return problem;
        }
    }
}
