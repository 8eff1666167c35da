package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files that change behind containers which need not be made anew for it. */
@Tag("long")
class ChangedFilesIT {
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{12,64}");

    @RegisterExtension
    final LiveProject project = new LiveProject();

    /** A service that reads its file when it starts and when it is told to, and shows what it has read. */
    private void deployed(String reaction) {
        project.write("app.conf", "41\n");
        project.compose("""
                services:
                  app:
                    image: %s
                    stop_grace_period: 2s
                    x-homelab: {on-content-change: "%s"}
                    command:
                      - sh
                      - -c
                      - |
                        cp /etc/app.conf /seen
                        trap 'cp /etc/app.conf /seen' HUP
                        trap 'exit 0' TERM
                        while true; do sleep 0.1; done
                    volumes: ["./app.conf:/etc/app.conf:ro"]
                """.formatted(RealEngine.IMAGE, reaction));
        project.deploy();
    }

    @Test
    void what_no_engine_makes_and_is_not_there_is_refused_before_anything_is_done() {
        project.compose("""
                services:
                  app:
                    image: %s
                    secrets: [token]
                    volumes: [{type: bind, source: ./data, target: /data, bind: {create_host_path: false}}]
                secrets: {token: {file: ./token.txt}}
                """.formatted(RealEngine.IMAGE));
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, project::plan);
        assertThat(refused.problems())
                .extracting(Problem::path)
                .containsExactly("services.app.volumes[0]", "secrets.token.file");

        project.write("token.txt", "t");
        project.write("data", "d");
        assertThat(project.plan().isEmpty()).isFalse();
    }

    private List<String> plan() {
        return VerdictLines.of(project.plan()).stream()
                .map(line -> line.replace(project.directory().toString(), "DIR"))
                .map(line -> DIGITS.matcher(line).replaceAll("ID"))
                .toList();
    }

    private String seen() throws InterruptedException {
        return project.output("app", "sh", "-c", "sleep 0.3; cat /seen");
    }

    private void replaceFile(String text) throws IOException {
        Files.move(
                project.write("new.conf", text),
                project.directory().resolve("app.conf"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void a_restart_shows_the_new_content_to_the_same_container() throws Exception {
        deployed("restart");
        String before = project.container("app").id();
        project.write("app.conf", "42\n");

        assertThat(plan()).containsExactly("RESTART service:app [CONTENT_CHANGED] {content of DIR/app.conf: ID -> ID}");
        project.deploy();
        assertThat(project.container("app").id()).isEqualTo(before);
        assertThat(seen()).isEqualTo("42");
    }

    @Test
    void a_restart_shows_a_file_that_was_replaced() throws Exception {
        deployed("restart");
        replaceFile("42\n");
        project.deploy();
        assertThat(seen()).isEqualTo("42");
    }

    @Test
    void a_signal_shows_what_was_written_to_the_file() throws Exception {
        deployed("signal:SIGHUP");
        String started = project.container("app")
                .inspection()
                .orElseThrow()
                .object("State")
                .string("StartedAt")
                .orElse("");
        project.write("app.conf", "42\n");

        assertThat(plan()).containsExactly("SIGNAL service:app [CONTENT_CHANGED] {content of DIR/app.conf: ID -> ID}");
        project.deploy();
        assertThat(seen()).isEqualTo("42");
        assertThat(project.container("app")
                        .inspection()
                        .orElseThrow()
                        .object("State")
                        .string("StartedAt"))
                .as("not restarted")
                .contains(started);
    }

    @Test
    void a_file_that_was_replaced_takes_a_restart_for_a_signal() throws Exception {
        deployed("signal:SIGHUP");
        replaceFile("42\n");

        assertThat(plan())
                .singleElement()
                .asString()
                .startsWith("RESTART service:app [CONTENT_CHANGED((a new file has its name");
        project.deploy();
        assertThat(seen()).isEqualTo("42");
    }
}
