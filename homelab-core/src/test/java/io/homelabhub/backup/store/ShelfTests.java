package io.homelabhub.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.backup.store.BackupException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTests {
    private static final String ID = "lab-backup-20261130-041523";

    @TempDir
    private Path folder;

    private static Manifest manifest(String file) {
        return new Manifest(
                ID,
                "lab",
                Instant.parse("2026-11-30T04:15:23Z"),
                Duration.ofSeconds(3),
                "docker 20.10",
                "abc",
                List.of(new Part(
                        file,
                        Part.Kind.POSTGRES_DATABASE,
                        "db",
                        "app",
                        5,
                        "00",
                        Map.of("owner", "app"),
                        Map.of("public.t", 3L),
                        "pg_restore x")),
                List.of(),
                List.of(new Omission("bind /srv of web", "it lies on the host")),
                List.of(new Standstill(
                        List.of("web"), "paused", Instant.parse("2026-11-30T04:15:24Z"), Duration.ofMillis(200))));
    }

    private Path backup(String file) throws IOException {
        Path backup = Files.createDirectories(folder.resolve(ID));
        Shelf.finish(backup, manifest(file));
        return backup;
    }

    @Test
    void what_was_written_is_read_again() throws IOException {
        backup("databases/db/app.dump");

        StoredBackup found = new Shelf(folder).find("latest");

        assertThat(found.manifest()).isEqualTo(manifest("databases/db/app.dump"));
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(found.folder().resolve(Manifest.FILE))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_folder_without_a_manifest_is_no_backup() throws IOException {
        Files.createDirectories(folder.resolve(ID));

        Shelf shelf = new Shelf(folder);
        assertThat(shelf.list()).isEmpty();
        assertThat(shelf.broken()).singleElement().asString().contains(ID, "never finished");
        assertThat(catchThrowableOfType(BackupException.class, () -> shelf.find(ID))
                        .kind())
                .isEqualTo(Kind.DAMAGED);
    }

    @Test
    void a_manifest_that_names_a_file_outside_is_not_used() throws IOException {
        for (String file : List.of("../../etc/passwd", "/etc/passwd", "a/../../b", "..")) {
            backup(file);
            assertThat(new Shelf(folder).list()).as(file).isEmpty();
        }
    }

    @Test
    void a_trial_counts_for_the_very_manifest_that_was_tried() throws IOException {
        Path backup = backup("databases/db/app.dump");
        StoredBackup found = new Shelf(folder).find(ID);
        StoredBackup unused = Shelf.record(
                found,
                new Verification(
                        Instant.parse("2026-11-30T05:00:00Z"),
                        Duration.ofSeconds(9),
                        Shelf.manifestSha256(found),
                        List.of("all"),
                        List.of()));

        assertThat(new Shelf(folder).find(ID).verified()).contains(Instant.parse("2026-11-30T05:00:00Z"));

        Path file = backup.resolve(Manifest.FILE);
        Files.writeString(file, Files.readString(file, StandardCharsets.UTF_8).replace("\"abc\"", "\"abd\""));
        assertThat(new Shelf(folder).find(ID).verified()).isEmpty();
    }

    @Test
    void a_name_that_is_none_is_refused_with_the_nearest() throws IOException {
        backup("databases/db/app.dump");
        Shelf shelf = new Shelf(folder);

        BackupException failure =
                catchThrowableOfType(BackupException.class, () -> shelf.find("lab-backup-20261130-041524"));
        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(failure.remedy()).contains("Did you mean " + ID);
        assertThat(catchThrowableOfType(BackupException.class, () -> shelf.find("../" + ID))
                        .kind())
                .isEqualTo(Kind.UNKNOWN);
    }
}
