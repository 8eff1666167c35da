package io.homelabhub.notification;

import io.homelabhub.backup.Backups;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.catalog.NoticeKind;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.session.Sessions;
import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Decides when the project's newest backup is too old, by the same measure as the doctor. Told once for each backup. For one thread. */
final class BackupVigil {
    private final Sessions sessions;
    private Optional<Instant> told = Optional.empty();

    BackupVigil(Sessions sessions) {
        this.sessions = sessions;
    }

    /** What is to be told; a project that was never backed up has nothing that could grow too old. */
    Optional<Notice> look(ProjectDefinition definition) {
        Instant now = sessions.settings().timing().now();
        Optional<Instant> newest = new Backups(sessions)
                .shelf().list().stream()
                        .map(StoredBackup::manifest)
                        .filter(backup -> backup.project().equals(definition.project()))
                        .filter(backup -> backup.isOfEverything() && backup.isComplete())
                        .map(backup -> backup.created())
                        .max(Comparator.naturalOrder());
        Duration within = definition.compose().options().backup().within();
        return newest.filter(created -> Duration.between(created, now).compareTo(within) > 0)
                .filter(created -> !told.equals(Optional.of(created)))
                .map(created -> {
                    told = Optional.of(created);
                    return notice(Duration.between(created, now), within, now);
                });
    }

    private static Notice notice(Duration age, Duration within, Instant now) {
        return new Notice(
                NoticeKind.BACKUP,
                "backups",
                "the newest complete backup is " + TimeText.about(age) + " old",
                "At most " + TimeText.about(within) + " is asked for. `homelab backup` takes one.",
                now);
    }
}
