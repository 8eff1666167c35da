package io.homelabhub.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionTests {
    private static StoredBackup backup(String time, boolean complete, boolean verified) {
        return backup(time, complete, verified, "lab");
    }

    private static StoredBackup backup(
            String time, boolean complete, boolean verified, String project, String... names) {
        Instant created = Instant.parse(time);
        Manifest manifest = new Manifest(
                project + "-backup-" + time,
                project,
                List.of(names),
                created,
                Duration.ofSeconds(1),
                "",
                "",
                List.of(),
                complete ? List.of() : List.of(new Omission("data of db", "it does not run")),
                List.of(),
                List.of());
        return new StoredBackup(
                Path.of("/backups", manifest.id()),
                manifest,
                verified
                        ? Optional.of(new Verification(created, Duration.ZERO, "", List.of(), List.of()))
                        : Optional.empty());
    }

    private static List<String> kept(Retention retention, List<StoredBackup> backups) {
        return retention.fates(backups, ZoneOffset.UTC).stream()
                .filter(Retention.Fate::stays)
                .map(fate -> fate.backup().manifest().created().toString().substring(0, 16) + " " + fate.reasons())
                .toList();
    }

    private static List<StoredBackup> twoADay(int days) {
        List<StoredBackup> backups = new ArrayList<>();
        for (int day = 1; day <= days; day++) {
            backups.add(backup("2026-11-%02dT03:00:00Z".formatted(day), true, false));
            backups.add(backup("2026-11-%02dT15:00:00Z".formatted(day), true, false));
        }
        return backups;
    }

    @Test
    void each_rule_keeps_the_newest_of_each_period() {
        assertThat(kept(new Retention(1, 3, 2, 1), twoADay(10)))
                .containsExactly(
                        "2026-11-10T15:00 [daily 2026-11-10, last, monthly 2026-11, weekly 2026-W46]",
                        "2026-11-09T15:00 [daily 2026-11-09]",
                        "2026-11-08T15:00 [daily 2026-11-08, weekly 2026-W45]");
    }

    @Test
    void the_last_that_was_verified_always_stays() {
        List<StoredBackup> backups = twoADay(3);
        backups.set(0, backup("2026-11-01T03:00:00Z", true, true));

        assertThat(kept(new Retention(1, 0, 0, 0), backups))
                .containsExactly("2026-11-03T15:00 [last]", "2026-11-01T03:00 [last verified]");
    }

    @Test
    void an_incomplete_one_takes_nobodys_place_and_stays_until_a_complete_one_is_newer() {
        List<StoredBackup> backups = List.of(
                backup("2026-11-01T03:00:00Z", true, false),
                backup("2026-11-02T03:00:00Z", false, false),
                backup("2026-11-03T03:00:00Z", true, false),
                backup("2026-11-04T03:00:00Z", false, false));

        assertThat(kept(new Retention(2, 0, 0, 0), backups))
                .containsExactly(
                        "2026-11-04T03:00 [newer than any that is complete]",
                        "2026-11-03T03:00 [last]",
                        "2026-11-01T03:00 [last]");
    }

    @Test
    void a_backup_of_some_services_or_of_another_project_takes_no_place_of_one_of_everything() {
        List<StoredBackup> backups = List.of(
                backup("2026-11-01T03:00:00Z", true, true),
                backup("2026-11-02T03:00:00Z", false, false),
                backup("2026-11-03T03:00:00Z", true, true, "lab", "postgres"),
                backup("2026-11-04T03:00:00Z", true, false, "lab", "web", "postgres"),
                backup("2026-11-05T03:00:00Z", true, false, "lab", "postgres", "web"),
                backup("2026-11-06T03:00:00Z", true, true, "other"));

        assertThat(kept(new Retention(1, 0, 0, 0), backups))
                .containsExactly(
                        "2026-11-06T03:00 [last, last verified]",
                        "2026-11-05T03:00 [last]",
                        "2026-11-03T03:00 [last, last verified]",
                        "2026-11-02T03:00 [newer than any that is complete]",
                        "2026-11-01T03:00 [last, last verified]");
    }

    @Test
    void what_would_keep_nothing_is_refused() {
        assertThatThrownBy(() -> new Retention(0, 0, 0, 0)).hasMessageContaining("nothing would be kept");
        assertThatThrownBy(() -> new Retention(-1, 0, 0, 0)).hasMessageContaining("below zero");
    }
}
