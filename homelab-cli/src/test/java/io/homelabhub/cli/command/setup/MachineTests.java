package io.homelabhub.cli.command.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTests {
    @TempDir
    private Path folder;

    /** A program whose standard error is a file, as with {@code homelab setup --install-engine 2> file}. */
    static final class Printing {
        private Printing() {}

        public static void main(String[] args) {
            System.err.println("before");
            int code = new Machine().run(List.of("echo", "a  b"));
            System.err.println("ended with " + code + ", " + new Machine().run(List.of("no-such-program")));
        }
    }

    @Test
    void what_a_program_prints_stands_on_standard_error_between_what_was_said_before_and_after()
            throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Printing.class.getName())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        assertThat(out).isEmptyFile();
        assertThat(err)
                .content()
                .startsWith("before\na  b\n")
                .contains("no-such-program")
                .endsWith("ended with 0, 127\n");
    }
}
