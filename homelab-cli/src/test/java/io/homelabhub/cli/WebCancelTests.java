package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.output.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A signal ends the page with the code that is published, and nothing is left. Ctrl-C is heard in the same way, but not where a shell has
 * started the tests in the background: their children inherit that it is ignored.
 */
@Timeout(120)
class WebCancelTests {
    @TempDir
    private Path folder;

    @Test
    void a_signal_to_terminate_ends_the_page_and_leaves_nothing() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("compose.yaml"), "name: lab\nservices: {web: {image: nginx}}\n");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.homelabhub.cli.Main",
                        "--host",
                        "unix:///nowhere/engine.sock",
                        "web")
                .directory(folder.toFile())
                .redirectError(folder.resolve("err.log").toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            URI page = URI.create(out.readLine());

            assertThat(new ProcessBuilder("kill", "-TERM", String.valueOf(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();

            assertThat(process.waitFor()).isEqualTo(ExitCode.CANCELLED.code());
            assertThat(out.readLine()).isNull();
            Assertions.assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), page.getPort()).close());
        } finally {
            process.destroyForcibly();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(List.of("compose.yaml", "err.log"));
        }
        assertThat(Files.readString(folder.resolve("err.log"))).doesNotContain("Exception", "defect");
    }
}
