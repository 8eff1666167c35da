package io.homelabhub.backup;

import io.homelabhub.sops.age.AgeRecipient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What to back up, and where to.
 *
 * @param names services, groups or patterns; none for all that have containers
 * @param to the folder that the backup's own is made in; empty for {@code backups} in the project's folder
 * @param recipients who may read it; none for everybody who may read the files
 * @param lockWait how long to wait for a deploy of the project to end; zero to refuse at once
 */
public record BackupRequest(List<String> names, Optional<Path> to, List<AgeRecipient> recipients, Duration lockWait) {
    public BackupRequest {
        names = List.copyOf(names);
        recipients = List.copyOf(recipients);
    }

    /** These services, in the clear, into the usual folder; refused if a deploy is under way. */
    public static BackupRequest of(Collection<String> names) {
        return new BackupRequest(List.copyOf(names), Optional.empty(), List.of(), Duration.ZERO);
    }

    /** Into another folder. */
    public BackupRequest withFolder(Path folder) {
        return new BackupRequest(names, Optional.of(folder), recipients, lockWait);
    }

    /** Readable by these alone. */
    public BackupRequest withRecipients(List<AgeRecipient> readers) {
        return new BackupRequest(names, to, readers, lockWait);
    }

    /** Waiting so long for a deploy. */
    public BackupRequest withLockWait(Duration wait) {
        return new BackupRequest(names, to, recipients, wait);
    }

    /** {@code backup bots}, as the lock has it. */
    String operation() {
        return names.isEmpty() ? "backup" : "backup " + String.join(" ", names);
    }
}
