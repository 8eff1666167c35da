package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.homelabhub.cli.Typed.Outcome;
import io.homelabhub.cli.output.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command on a real engine, in a project of its own. Skipped where no engine answers, unless one is required. */
@Timeout(180)
class HomelabIT {
    private static final String PROJECT = "hlcliit" + ProcessHandle.current().pid();
    private static final String FILE = """
            name: %s
            services:
              greeter:
                image: &image "%s"
                command: &stay ["sh", "-c", "trap 'exit 0' TERM; touch /tmp/ready; while :; do sleep 1; done"]
                healthcheck: {test: ["CMD", "test", "-e", "/tmp/ready"], interval: 30s}
                stop_grace_period: 2s
              guest:
                image: *image
                command: *stay
                depends_on: {greeter: {condition: service_healthy}}
                stop_grace_period: 2s
            """;

    @TempDir
    private Path folder;

    private boolean begun;

    @BeforeEach
    void needs_an_engine() {
        write(FILE);
        Outcome setup = type("setup");
        if (!"required".equals(System.getenv("HOMELAB_IT_ENGINE"))) {
            assumeThat(setup.code()).as("an engine answers").isNotEqualTo(ExitCode.ENGINE_UNREACHABLE.code());
        }
        assertThat(setup.code()).as(setup.out()).isZero();
        begun = true;
    }

    @AfterEach
    void takes_everything_away() {
        if (begun) {
            write(FILE);
            assertThat(type("undeploy all --progress quiet").code()).isZero();
        }
    }

    @Test
    @Tag("interoperation")
    void deploys_once_and_looks_and_takes_away() {
        Outcome first = type("deploy guest");
        assertThat(first.out()).as(first.err()).matches("Done in .*: [0-9]+ created \\(2 services, .*\\)\\.\n");
        assertThat(first.err()).containsSubsequence("greeter: ready (probed)", "guest: started");
        assertThat(type("deploy guest").out()).isEqualTo("Nothing to do: 2 services are as they should be.\n");
        assertThat(type("plan guest --detailed-exitcode").code()).isZero();
        assertThat(type("status").out()).contains("2 of 2 deployed services are up");
        assertThat(type("undeploy greeter").code()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(type("undeploy guest").out()).contains("1 removed");
        assertThat(type("status guest").out()).contains("not deployed");
    }

    @Test
    @Tag("interoperation")
    void a_failed_update_leaves_the_old_container_at_work() {
        type("deploy guest");
        write(FILE.replace("command: *stay", "command: [\"sh\", \"-c\", \"echo no token; exit 3\"]"));

        Outcome outcome = type("deploy guest");

        assertThat(outcome.code()).isEqualTo(ExitCode.ROLLED_BACK.code());
        assertThat(outcome.err()).contains("✘ guest", "exit code 3", "| no token");
        assertThat(type("status guest").out()).contains("running");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void a_deploy_that_is_told_to_end_takes_back_what_it_did(String signal) throws Exception {
        write(FILE.replace("touch /tmp/ready;", ""));
        Process process = program("deploy", "guest");
        awaitLine(process, "greeter: waiting until");

        send(signal, process);
        String rest = rest(process);

        assertThat(process.waitFor()).as(rest).isEqualTo(ExitCode.CANCELLED.code());
        assertThat(rest)
                .contains("Cancelling", "taking back what was done", "was cancelled after")
                .contains("; what had been done was taken back.");
        assertThat(type("status").out()).contains("0 of 0 deployed services");
    }

    @Test
    @Tag("long")
    void a_deploy_that_is_told_to_end_twice_stops_at_once_and_the_next_one_goes_on_from_there() throws Exception {
        write(FILE.replace("touch /tmp/ready;", "")
                .replace("trap 'exit 0' TERM", "trap '' TERM")
                .replace("2s", "15s"));
        Process process = program("deploy", "guest");
        awaitLine(process, "greeter: waiting until");

        send("INT", process);
        awaitLine(process, "taking back what was done");
        send("INT", process);
        String rest = rest(process);

        assertThat(process.waitFor()).as(rest).isEqualTo(ExitCode.CANCELLED.code());
        assertThat(rest).contains("was cancelled after", "not everything could be taken back", "Not taken back:");
        write(FILE);
        assertThat(type("deploy guest").code()).isZero();
        assertThat(type("status").out()).contains("2 of 2 deployed services are up");
    }

    @Test
    @Tag("long")
    void an_engine_that_goes_away_midway_leaves_what_the_report_says_and_the_next_deploy_finishes_it()
            throws Exception {
        write(FILE.replace("touch /tmp/ready;", ""));
        Process process;
        try (CutLine line = new CutLine(folder, engineSocket())) {
            process = program("--host", line.url(), "deploy", "guest");
            awaitLine(process, "greeter: waiting until");
        }
        String rest = rest(process);

        assertThat(process.waitFor()).as(rest).isEqualTo(ExitCode.ROLLBACK_FAILED.code());
        assertThat(rest)
                .contains("homelab: deploy guest failed after ", "s, and not everything could be taken back.\n")
                .contains("✘ greeter: ", "Not done because of it: guest\n")
                .contains("Not taken back:\n", "The next deploy finds and finishes what is left.\n");
        write(FILE);
        assertThat(type("deploy guest").code()).isZero();
        assertThat(type("status").out()).contains("2 of 2 deployed services are up");
    }

    private static Path engineSocket() {
        String host = environment().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        assumeThat(host).startsWith("unix://");
        return Path.of(host.substring("unix://".length()));
    }

    private static void send(String signal, Process process) throws Exception {
        String id = String.valueOf(process.pid());
        assertThat(new ProcessBuilder("kill", "-" + signal, id).start().waitFor())
                .isZero();
    }

    private static String rest(Process process) throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Outcome type(String line) {
        Typed typed = new Typed().in(folder);
        environment().forEach(typed::with);
        return typed.type(line);
    }

    private Process program(String... args) throws IOException {
        // a test that runs in the background of a shell would hand on that SIGINT is to be ignored
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment());
        return builder.start();
    }

    private static void awaitLine(Process process, String text) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = process.getErrorStream().read();
                c >= 0;
                c = process.getErrorStream().read()) {
            line.append((char) c);
            if (line.indexOf(text) >= 0) {
                return;
            }
        }
        throw new AssertionError("no line with '" + text + "' in:\n" + line);
    }

    /** Where the engine is, as for the tests of the Docker module. */
    private static Map<String, String> environment() {
        return Stream.of("HOMELAB_IT_DOCKER_HOST", "DOCKER_HOST")
                .flatMap(name -> Stream.ofNullable(System.getenv(name)))
                .findFirst()
                .map(host -> Map.of("DOCKER_HOST", host))
                .orElse(Map.of());
    }

    private void write(String text) {
        String image = System.getenv().getOrDefault("HOMELAB_IT_IMAGE", "busybox:1");
        try {
            Files.writeString(folder.resolve("compose.yaml"), text.formatted(PROJECT, image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
