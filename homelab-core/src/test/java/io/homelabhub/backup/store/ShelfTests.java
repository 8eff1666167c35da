package io.homelabhub.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.backup.store.BackupException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
        return manifest(ID, "lab", List.of(), file);
    }

    private static Manifest manifest(String id, String project, List<String> names, String file) {
        return new Manifest(
                id,
                project,
                names,
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
        return backup(manifest(file));
    }

    private Path backup(Manifest manifest) throws IOException {
        Path backup = Files.createDirectories(folder.resolve(manifest.id()));
        for (Part part : manifest.parts()) {
            Files.createDirectories(Manifest.file(backup, part).resolveSibling("."));
            Files.writeString(Manifest.file(backup, part), "12345");
        }
        Shelf.finish(backup, manifest);
        return backup;
    }

    @Test
    void what_was_written_is_read_again() throws IOException {
        backup("databases/db/app.dump");

        StoredBackup found = new Shelf(folder).latest("lab");

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
            Path backup = Files.createDirectories(folder.resolve(ID));
            Files.writeString(backup.resolve(Manifest.FILE), ManifestJson.write(manifest(file)));
            assertThat(new Shelf(folder).list()).as(file).isEmpty();
        }
    }

    @Test
    void the_latest_is_the_newest_of_everything_of_the_project() throws IOException {
        backup("databases/db/app.dump");
        backup(manifest("lab-backup-20261130-041525", "lab", List.of("db"), "app.dump"));
        backup(manifest("other-backup-20261130-041526", "other", List.of(), "app.dump"));

        Shelf shelf = new Shelf(folder);
        assertThat(shelf.latest("lab").id()).isEqualTo(ID);
        assertThat(shelf.latest("other").manifest().project()).isEqualTo("other");
        assertThat(catchThrowableOfType(BackupException.class, () -> shelf.latest("third"))
                        .kind())
                .isEqualTo(Kind.UNKNOWN);
    }

    @Test
    void a_backup_whose_part_is_gone_or_cut_is_not_finished() throws IOException {
        Path backup = Files.createDirectories(folder.resolve(ID));
        assertThatThrownBy(() -> Shelf.finish(backup, manifest("app.dump"))).isInstanceOf(IOException.class);

        Files.writeString(backup.resolve("app.dump"), "1234");
        assertThatThrownBy(() -> Shelf.finish(backup, manifest("app.dump")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("4 bytes");
        assertThat(backup.resolve(Manifest.FILE)).doesNotExist();
    }

    @Test
    void only_what_has_no_manifest_and_has_long_not_changed_was_never_finished() throws IOException {
        Instant now = Instant.parse("2026-11-30T12:00:00Z");
        begun("lab-backup-20261101-000000", "part", now.minus(Duration.ofDays(3)));
        begun("lab-backup-20261102-000000", Manifest.FILE, now.minus(Duration.ofDays(3)));
        begun("lab-backup-20261103-000000", "part", now.minus(Duration.ofHours(3)));
        begun("other-backup-20261101-000000", "part", now.minus(Duration.ofDays(3)));

        Shelf shelf = new Shelf(folder);
        assertThat(shelf.unfinished("lab", now.minus(Duration.ofDays(1))))
                .containsExactly("lab-backup-20261101-000000");
        assertThat(shelf.broken()).hasSize(4);
    }

    private void begun(String id, String file, Instant changed) throws IOException {
        Path backup = Files.createDirectories(folder.resolve(id));
        Files.writeString(backup.resolve(file), "{\"schemaVersion\": 2}");
        Files.setLastModifiedTime(backup.resolve(file), FileTime.from(changed));
        Files.setLastModifiedTime(backup, FileTime.from(changed.minus(Duration.ofDays(1))));
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
