package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.output.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebCommandTests {
    @TempDir
    private Path folder;

    @Test
    void a_snapshot_is_one_file_with_the_graph_and_the_states() throws IOException {
        Lab lab = new Lab(folder);
        lab.type("deploy all");

        assertThat(lab.type("web --snapshot stack.html").code()).isZero();

        assertThat(Files.readString(folder.resolve("stack.html")))
                .contains("<h1>lab on Docker", "db: starting", "bot: running", "class=\"edge\"")
                .doesNotContain("<script", "href=", "src=");
    }

    @Test
    void a_snapshot_that_cannot_be_written_says_so() {
        Typed.Outcome outcome = new Lab(folder).type("web --snapshot gone/stack.html");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(outcome.err()).contains("gone/stack.html");
    }

    @Test
    void a_port_that_is_taken_is_refused_with_what_to_do() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Typed.Outcome outcome = new Typed().in(folder).type("web --port " + other.getLocalPort());

            assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
            assertThat(outcome.err()).contains("port " + other.getLocalPort(), "--port");
        }
    }

    @Test
    void what_cannot_be_a_port_or_a_host_is_refused() {
        assertThat(new Lab(folder).type("web --port 99999").err())
                .contains("99999")
                .contains("0 to 65535");
        assertThat(new Lab(folder).type("web --trusted-host http://lab").err()).contains("`http://lab`");
        assertThat(new Lab(folder)
                        .typing()
                        .with("HOMELAB_METRICS_TOKEN", "short")
                        .type("web")
                        .err())
                .contains("16 or more")
                .doesNotContain("short");
    }
}
