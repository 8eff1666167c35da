package io.homelabhub.sops.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WholeFileTests {
    private static final int SIZE = 300_000;

    @TempDir
    private Path folder;

    /** What the process that is killed does: writes a file of one letter in place of one of another, again and again. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws IOException {
            for (int turn = 0; ; turn++) {
                WholeFile.write(Path.of(args[0]), content((byte) ('a' + turn % 26)));
                System.out.println(turn);
            }
        }
    }

    private static byte[] content(byte letter) {
        byte[] content = new byte[SIZE];
        Arrays.fill(content, letter);
        return content;
    }

    @Test
    void a_writer_that_is_killed_leaves_the_old_file_or_the_new_one() throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("file"), content((byte) 'a'));
        for (int writes = 1; writes <= 6; writes++) {
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            file.toString())
                    .start();
            for (int line = 0; line < writes; line++) {
                assertThat(writer.inputReader().readLine()).isNotNull();
            }
            writer.destroyForcibly().waitFor();

            byte[] left = Files.readAllBytes(file);
            assertThat(left).isEqualTo(content(left[0]));
        }
    }

    @Test
    void a_new_file_is_for_its_owner_alone_and_one_that_is_there_keeps_its_rights() throws IOException {
        Path made = folder.resolve("made");
        WholeFile.write(made, new byte[] {1});
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-r-----"));
        WholeFile.write(made, new byte[] {2});

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rw-r-----");
        assertThat(made).hasBinaryContent(new byte[] {2});
    }

    @Test
    void what_is_there_is_not_made_again() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");

        assertThatThrownBy(() -> WholeFile.create(file, new byte[] {1})).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(file).hasContent("old");
    }

    @Test
    void a_file_that_cannot_be_put_in_place_leaves_nothing_beside_it() throws IOException {
        Path full = folder.resolve("target");
        Files.createDirectories(full.resolve("inside"));

        assertThatThrownBy(() -> WholeFile.write(full, new byte[] {1})).isInstanceOf(IOException.class);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(full);
        }
    }
}
