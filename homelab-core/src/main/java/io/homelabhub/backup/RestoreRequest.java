package io.homelabhub.backup;

import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.sops.age.AgeKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to restore.
 *
 * @param backup a backup; empty for a file
 * @param file a dump of PostgreSQL: plain, compressed with gzip, or in pg_dump's own format; empty for a backup
 * @param only services, databases and volumes that are restored; none for all
 * @param service the Compose service of the server that a file is restored into; empty for the only one
 * @param into the database that a file is restored into which does not name one; empty for the server's own
 * @param keys that open what is encrypted
 * @param lockWait how long to wait for a deploy of the project to end; zero to refuse at once
 */
public record RestoreRequest(
        Optional<StoredBackup> backup,
        Optional<Path> file,
        List<String> only,
        Optional<String> service,
        Optional<String> into,
        AgeKeys keys,
        Duration lockWait) {
    /**
     * As given.
     *
     * @throws IllegalArgumentException unless there is either a backup or a file
     */
    public RestoreRequest {
        only = List.copyOf(only);
        if (backup.isPresent() == file.isPresent()) {
            throw new IllegalArgumentException("give either a backup or a file");
        }
    }

    /** All of a backup. */
    public static RestoreRequest of(StoredBackup backup, AgeKeys keys) {
        return new RestoreRequest(
                Optional.of(backup),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                keys,
                Duration.ZERO);
    }

    /** A file, into the only server. */
    public static RestoreRequest of(Path file) {
        return new RestoreRequest(
                Optional.empty(),
                Optional.of(file),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                AgeKeys.of(),
                Duration.ZERO);
    }

    /** These services, databases and volumes alone. */
    public RestoreRequest withOnly(List<String> names) {
        return new RestoreRequest(backup, file, names, service, into, keys, lockWait);
    }

    /** Into this service's server, and this database. */
    public RestoreRequest withTarget(Optional<String> server, Optional<String> database) {
        return new RestoreRequest(backup, file, only, server, database, keys, lockWait);
    }

    /** Waiting so long for a deploy. */
    public RestoreRequest withLockWait(Duration wait) {
        return new RestoreRequest(backup, file, only, service, into, keys, wait);
    }

    /** What it is called, as {@code restore lab-backup-20261130-041523}. */
    String operation() {
        return "restore "
                + backup.map(StoredBackup::id)
                        .or(() -> file.map(path -> String.valueOf(path.getFileName())))
                        .orElse("");
    }
}
