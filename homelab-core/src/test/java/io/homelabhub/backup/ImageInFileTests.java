package io.homelabhub.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.backup.store.BackupException;
import io.homelabhub.backup.store.BackupException.Kind;
import io.homelabhub.problem.SourceLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageInFileTests {
    @TempDir
    Path folder;

    private ImageInFile find(String text, int line, String image) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), text);
        return ImageInFile.find(
                folder, new SourceLocation(Path.of("compose.yaml"), line, 5), image, "postgres:17-alpine");
    }

    private String now() throws IOException {
        return Files.readString(folder.resolve("compose.yaml"));
    }

    @Test
    void the_name_changes_and_all_else_stays_as_it_is_written() throws IOException {
        String before =
                "services:\r\n  db: # ours\r\n    image: \"postgres:15\"  # 15, not postgres:15.1\r\n  other: {image: postgres:15}";
        ImageInFile edit = find(before, 3, "postgres:15");

        edit.write();
        edit.write();
        assertThat(now()).isEqualTo(before.replace("\"postgres:15\"", "\"postgres:17-alpine\""));

        edit.putBack();
        assertThat(now()).isEqualTo(before);
    }

    @Test
    void a_variable_is_left_to_its_owner() {
        BackupException refused = catchThrowableOfType(
                BackupException.class, () -> find("services:\n  db:\n    image: postgres:${TAG}\n", 3, "postgres:15"));

        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused).hasMessageContaining("compose.yaml:3:5").hasMessageContaining("Nothing was touched");
        assertThat(refused.remedy()).contains("postgres:17-alpine");
    }

    @Test
    void what_somebody_has_written_meanwhile_stays() throws IOException {
        ImageInFile edit = find("image: postgres:15\n", 1, "postgres:15");
        Files.writeString(folder.resolve("compose.yaml"), "image: postgres:16\n");

        assertThat(catchThrowableOfType(BackupException.class, edit::write))
                .hasMessageContaining("changed it meanwhile");
        assertThat(now()).isEqualTo("image: postgres:16\n");
    }
}
