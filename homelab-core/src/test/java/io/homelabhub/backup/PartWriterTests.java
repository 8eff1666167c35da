package io.homelabhub.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartWriterTests {
    @TempDir
    private Path folder;

    @Test
    void a_backup_that_was_there_before_stays_when_another_of_its_name_is_given_up() throws IOException {
        Path backup = Files.createDirectory(folder.resolve("lab-backup-20261130-041523"));
        Files.writeString(backup.resolve("manifest.json"), "{}");
        PartWriter writer = new PartWriter(backup, List.of());

        assertThatThrownBy(writer::begin).isInstanceOf(FileAlreadyExistsException.class);
        writer.discard();

        assertThat(backup.resolve("manifest.json")).exists();
    }

    @Test
    void what_was_begun_and_given_up_goes() throws IOException {
        Path backup = folder.resolve("lab-backup-20261130-041523");
        PartWriter writer = new PartWriter(backup, List.of());
        writer.begin();
        Files.writeString(backup.resolve("part"), "half");

        writer.discard();

        assertThat(backup).doesNotExist();
    }
}
