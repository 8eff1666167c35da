package io.homelabhub.backup;

import io.homelabhub.backup.store.StoredBackup;

/**
 * What came of a backup.
 *
 * @param backup it; its manifest says what is missing
 */
public record BackupResult(StoredBackup backup) {
    /** Whether all that should be in it is. */
    public boolean isComplete() {
        return backup.manifest().isComplete();
    }
}
