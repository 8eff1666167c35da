package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.backup.store.Manifest;
import io.homelabhub.backup.store.Shelf;
import io.homelabhub.backup.store.StoredBackup;
import io.homelabhub.backup.store.Verification;
import io.homelabhub.doctor.Finding;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of the age of backups, and of their trials. */
class BackupAgeTests {
    private static final String KEEPS = """
            name: lab
            x-homelab: {backup: {within: 2d, verified-within: 14d}}
            services: {db: {image: "db:1", volumes: ["data:/data"]}}
            volumes: {data: {}}
            """;

    private final VirtualClock clock = VirtualClock.seeded(1);
    private final FakeEngine engine = new FakeEngine(clock, 1).has("db:1");

    @TempDir
    private Path folder;

    private HomelabRuntime lab(String compose) throws IOException {
        return ComposeFolder.with(compose, folder, engine, clock).build();
    }

    private List<Finding> findings(String compose, String check) throws IOException {
        try (HomelabRuntime lab = lab(compose)) {
            return lab.doctor(check).findings();
        }
    }

    private Finding finding(String compose, String check) throws IOException {
        return findings(compose, check).stream()
                .filter(finding -> finding.state() != Finding.State.OK)
                .findFirst()
                .orElseThrow();
    }

    /** A whole backup of that age, tried out that long ago. */
    private void backup(Duration age, Optional<Duration> tried) throws IOException {
        Instant taken = clock.now().minus(age);
        String id = "lab-backup-20200102-030405";
        Path backup = Files.createDirectories(folder.resolve("backups").resolve(id));
        Shelf.finish(
                backup,
                new Manifest(
                        id,
                        "lab",
                        List.of(),
                        taken,
                        Duration.ZERO,
                        "e",
                        "h",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
        StoredBackup stored = Shelf.open(backup);
        if (tried.isPresent()) {
            Instant at = clock.now().minus(tried.get());
            StoredBackup unused = Shelf.record(
                    stored,
                    new Verification(at, Duration.ZERO, Shelf.manifestSha256(stored), List.of("all"), List.of()));
        }
    }

    @Test
    void data_without_a_backup_is_told_and_nothing_is_told_where_there_is_none() throws IOException {
        assertThat(findings("name: lab\nservices: {db: {image: 'db:1'}}\n", "backups"))
                .isEmpty();
        assertThat(findings(KEEPS, "backups")).isEmpty();
        try (HomelabRuntime lab = lab(KEEPS)) {
            ApplyResult unused = lab.plan("all").apply();
        }

        assertThat(finding(KEEPS, "backups").remedies()).containsExactly("homelab backup");
    }

    @Test
    void a_backup_that_is_too_old_or_was_never_tried_out_is_told() throws IOException {
        backup(Duration.ofDays(3), Optional.empty());

        assertThat(findings(KEEPS, "backups"))
                .extracting(Finding::text)
                .containsExactly(
                        "the newest complete backup is 3 d old; at most 2 d is asked for",
                        "no complete backup was ever restored for trial");
    }

    @Test
    void a_trial_that_is_too_long_ago_is_told_and_a_backup_that_is_as_asked_for_is_well() throws IOException {
        backup(Duration.ofDays(1), Optional.of(Duration.ofDays(15)));
        assertThat(finding(KEEPS, "backups").text())
                .isEqualTo("the last backup that was restored for trial was so 15 d ago; at most 14 d is asked for");

        backup(Duration.ofDays(1), Optional.of(Duration.ofHours(5)));
        assertThat(findings(KEEPS, "backups"))
                .containsExactly(Finding.ok("backups", "the newest is 1 d old, the last trial was 5 h ago"));
    }

    @Test
    void how_old_a_backup_may_be_is_a_duration_above_zero() throws IOException {
        assertThat(finding(KEEPS.replace("2d", "soon").replace("14d", "0s"), "files")
                        .text())
                .contains("x-homelab.backup.within", "found soon", "x-homelab.backup.verified-within", "found 0s");
    }
}
