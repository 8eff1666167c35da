package io.homelabhub.sops.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.sops.disk.SecretsFile.Held;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SecretsFileTests {
    @TempDir
    private Path folder;

    private Path path;

    /** Another process that wants the file. */
    static final class Rival {
        private Rival() {}

        public static void main(String[] args) {
            System.out.println(new SecretsFile(Path.of(args[0])).hold().isPresent() ? "held" : "busy");
        }
    }

    @BeforeEach
    void make() throws IOException {
        path = Files.writeString(folder.resolve("s.yaml"), "a: x\n");
    }

    private String rival() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Rival.class.getName(),
                        path.toString())
                .start()
                .inputReader()
                .readLine();
    }

    private Held held() {
        return new SecretsFile(path).hold().orElseThrow();
    }

    /** The system's lock went as soon as the file was read once more. */
    @Test
    void another_process_is_kept_out_however_often_the_holder_looks() throws IOException {
        try (Held held = held()) {
            assertThat(held.isUnchanged()).isTrue();
            assertThat(rival()).isEqualTo("busy");
        }
        assertThat(rival()).isEqualTo("held");
    }

    @Test
    void another_thread_is_kept_out_and_does_not_let_others_in() throws IOException {
        try (Held held = held()) {
            assertThat(new SecretsFile(path).hold()).isEmpty();
            assertThat(new SecretsFile(folder.resolve("./s.yaml")).hold()).isEmpty();
            assertThat(rival()).isEqualTo("busy");
            assertThat(held.isUnchanged()).isTrue();
        }
        held().close();
    }

    @Test
    void what_is_written_into_it_and_what_is_put_in_its_place_is_noticed() throws IOException {
        try (Held held = held()) {
            Files.writeString(path, "a: y\n");
            assertThat(held.isUnchanged()).isFalse();
        }
        try (Held held = held()) {
            WholeFile.write(path, Files.readAllBytes(path));
            assertThat(held.isUnchanged()).isFalse();
        }
        try (Held held = held()) {
            Files.delete(path);
            assertThat(held.isUnchanged()).isFalse();
        }
    }

    @Test
    void one_that_is_missing_is_refused_and_held_by_nobody() throws IOException {
        Files.delete(path);

        assertThatThrownBy(() -> new SecretsFile(path).hold())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(path + ": error: no such file");
        Files.writeString(path, "a: x\n");
        held().close();
    }
}
