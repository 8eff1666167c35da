package io.homelabhub.backup.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A backup on a disk.
 *
 * @param folder where it lies
 * @param manifest what it holds
 * @param verification the last trial of it; empty if it has changed since, or there was none
 */
public record StoredBackup(Path folder, Manifest manifest, Optional<Verification> verification) {
    /** When it was last restored for trial and found as it was; empty if it never was, or was not the last time. */
    public Optional<Instant> verified() {
        return verification.filter(Verification::isPassed).map(Verification::at);
    }

    /** Its name. */
    public String id() {
        return manifest.id();
    }

    /** The file of a part. */
    public Path file(Part part) {
        return Manifest.file(folder, part);
    }
}
