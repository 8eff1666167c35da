package io.homelabhub.desired.translate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The files of this machine that a Compose model points at. */
public interface HostFiles {
    /** The real ones. */
    HostFiles REAL = new RealFiles();

    /**
     * What a file is.
     *
     * @param size in bytes
     * @param modified when its content last changed
     * @param identity the same as long as the file is written to, another when a new file has taken its name (the inode);
     *     empty if the system does not tell
     */
    record Facts(long size, Instant modified, String identity) {}

    /** The facts of {@code path}; empty unless it is a regular file, or a link to one. */
    Optional<Facts> facts(Path path);

    /** Whether {@code path} is a folder, or a link to one. */
    boolean isFolder(Path path);

    /** Whether there is anything at {@code path}: a socket and a device count as well. */
    boolean exists(Path path);

    /**
     * The whole content of {@code path}.
     *
     * @throws IOException if it cannot be read
     */
    byte[] read(Path path) throws IOException;
}
