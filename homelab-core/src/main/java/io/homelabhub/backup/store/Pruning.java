package io.homelabhub.backup.store;

import io.homelabhub.backup.store.Retention.Fate;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Which backups of a project stay on a shelf, and which go. Changes nothing until it is carried out.
 *
 * @param shelf where they lie
 * @param fates of all that are whole, the newest first
 * @param unfinished what was begun more than a day ago and never finished, by its folder's name; it goes
 */
public record Pruning(Shelf shelf, List<Fate> fates, List<String> unfinished) {
    /** What has not changed for so long is not being written any more. */
    private static final Duration LONGEST_BACKUP = Duration.ofDays(1);

    public Pruning {
        fates = List.copyOf(fates);
        unfinished = List.copyOf(unfinished);
    }

    /** Of a project's backups, by these rules and the days of this zone. */
    public static Pruning of(Shelf shelf, String project, Retention retention, ZoneId zone, Instant now) {
        List<StoredBackup> ours = shelf.list().stream()
                .filter(backup -> backup.manifest().project().equals(project))
                .toList();
        return new Pruning(shelf, retention.fates(ours, zone), shelf.unfinished(project, now.minus(LONGEST_BACKUP)));
    }

    /** The names of those that go. */
    public List<String> going() {
        List<String> going = new ArrayList<>(unfinished);
        fates.stream()
                .filter(fate -> !fate.stays())
                .forEach(fate -> going.add(fate.backup().id()));
        return going;
    }

    /**
     * Removes what goes.
     *
     * @throws BackupException {@code LEFT_HALF_WAY} for the first that cannot be removed
     */
    public void carryOut() {
        for (String id : going()) {
            try {
                shelf.remove(id);
            } catch (IOException failure) {
                throw new BackupException(
                        BackupException.Kind.LEFT_HALF_WAY,
                        "removing backup " + id + ": " + failure.getMessage(),
                        "What went before it is gone; `homelab backups list` shows what is left.",
                        failure);
            }
        }
    }
}
