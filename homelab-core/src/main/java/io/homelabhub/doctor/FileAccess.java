package io.homelabhub.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** Who may do what with a file, where the file system tells. */
final class FileAccess {
    private FileAccess() {}

    /** Whether everybody on the machine may read it, as far as its own permissions go. */
    static boolean isReadableByOthers(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /**
     * Whether a user may write to a file or folder, by its owner, group and mode; empty if the file system does not tell.
     *
     * @param user the number of the user; 0 may write everywhere
     * @param group the number of the group
     */
    static Optional<Boolean> mayWrite(Path file, long user, long group) {
        if (user == 0) {
            return Optional.of(true);
        }
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            PosixFilePermission needed = number(file, "unix:uid") == user
                    ? PosixFilePermission.OWNER_WRITE
                    : number(file, "unix:gid") == group
                            ? PosixFilePermission.GROUP_WRITE
                            : PosixFilePermission.OTHERS_WRITE;
            return Optional.of(permissions.contains(needed));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** The number of the user that a file belongs to; empty if the file system does not tell. */
    static Optional<Long> owner(Path file) {
        try {
            return Optional.of(number(file, "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static long number(Path file, String attribute) throws IOException {
        if (Files.getAttribute(file, attribute) instanceof Number number) {
            return number.longValue();
        }
        throw new UnsupportedOperationException(attribute);
    }
}
