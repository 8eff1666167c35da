package io.homelabhub.doctor;

import io.homelabhub.backup.store.BackupAge;
import io.homelabhub.backup.store.Shelf;
import io.homelabhub.compose.BackupOptions;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether what the project keeps in volumes is backed up, and whether a backup was ever restored for trial. */
final class BackupCheck implements Check {
    private static final String NAME = "backups";
    private static final String TAKE = "homelab backup";
    private static final String TRY = "homelab backups verify latest";

    @Override
    public List<Finding> look(Circumstances circumstances) {
        Circumstances.Described files = circumstances.files().orElseThrow();
        String project = files.definition().project();
        Optional<BackupAge> whole = new Shelf(circumstances.home().resolve(Shelf.USUAL_FOLDER)).age(project);
        if (whole.isEmpty()) {
            return keepsData(circumstances)
                    ? List.of(Finding.warning(NAME, "its volumes have no complete backup in backups/", TAKE))
                    : List.of();
        }
        return judged(whole.get(), files.definition().compose().options().backup(), circumstances.now());
    }

    private static boolean keepsData(Circumstances circumstances) {
        ObservedState observed = circumstances.engine().orElseThrow().observed();
        return circumstances.files().orElseThrow().desired().volumes().stream()
                .filter(volume -> !volume.external())
                .anyMatch(volume -> observed.volume(volume.spec().name()).isPresent());
    }

    private static List<Finding> judged(BackupAge whole, BackupOptions options, Instant now) {
        Duration age = Duration.between(whole.newest(), now);
        Optional<Duration> verified = whole.verified().map(at -> Duration.between(at, now));
        List<Finding> warnings = Stream.of(old(age, options), untried(verified, options))
                .flatMap(Optional::stream)
                .toList();
        return warnings.isEmpty()
                ? List.of(Finding.ok(
                        NAME,
                        "the newest is " + TimeText.about(age) + " old, the last trial was "
                                + verified.map(TimeText::about).orElseThrow() + " ago"))
                : warnings;
    }

    private static Optional<Finding> old(Duration age, BackupOptions options) {
        return age.compareTo(options.within()) <= 0
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        NAME,
                        "the newest complete backup is " + TimeText.about(age) + " old; at most "
                                + TimeText.about(options.within()) + " is asked for",
                        TAKE));
    }

    private static Optional<Finding> untried(Optional<Duration> verified, BackupOptions options) {
        if (verified.isEmpty()) {
            return Optional.of(Finding.warning(NAME, "no complete backup was ever restored for trial", TRY));
        }
        return verified.filter(ago -> ago.compareTo(options.verifiedWithin()) > 0)
                .map(ago -> Finding.warning(
                        NAME,
                        "the last backup that was restored for trial was so " + TimeText.about(ago) + " ago; at most "
                                + TimeText.about(options.verifiedWithin()) + " is asked for",
                        TRY));
    }
}
