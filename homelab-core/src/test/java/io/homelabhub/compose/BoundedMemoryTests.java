package io.homelabhub.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hostile files in 256 MB of memory. The bound on time is generous: the machine may be busy. */
@Tag("long")
class BoundedMemoryTests {
    private static final int MOST_MILLIS = 5_000;

    @TempDir
    private Path directory;

    @Test
    @Timeout(300)
    void no_file_fills_the_memory_or_takes_long() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileInputs.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(output).isZero();
        List<String> lines = output.lines().toList();
        assertThat(lines).hasSize(20).allSatisfy(line -> {
            assertThat(line).containsPattern(": (refused|loaded, \\d+ characters) in \\d+ ms");
            String millis = line.substring(line.lastIndexOf(" in ") + 4, line.lastIndexOf(' '));
            assertThat(Integer.parseInt(millis)).as(line).isLessThan(MOST_MILLIS);
        });
        System.out.println(String.join("\n", lines));
    }
}
