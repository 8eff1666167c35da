package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runs from which the launcher learns: they have to reach their end, or it learns half. */
@Timeout(60)
class TrainingTests {
    private static final Path LESSONS = Path.of("src", "launch");

    @TempDir
    private Path school;

    private Process engine;

    @BeforeEach
    void starts_the_engine_that_is_only_played() throws IOException {
        engine = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LESSONS.resolve("TrainingEngine.java").toString(),
                        school.resolve("engine.sock").toString())
                .redirectError(school.resolve("engine.log").toFile())
                .start();
        assertThat(engine.inputReader().readLine())
                .as(Files.readString(school.resolve("engine.log")))
                .isEqualTo("serving");
    }

    @AfterEach
    void ends_it() throws InterruptedException {
        engine.destroy();
        assertThat(engine.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void deploys_finds_nothing_more_to_do_and_takes_away() {
        assertThat(type("deploy all").out())
                .matches("Done in .*: 4 created \\(2 services, 1 network, 1 volume\\)\\.\n");
        assertThat(type("deploy all").out()).startsWith("Nothing to do: 2 services");
        assertThat(type("plan all").out()).contains("Nothing to do: 2 services");
        assertThat(type("status").out()).contains("2 of 2 deployed services are up");
        assertThat(type("stats --no-stream").out()).contains("50.00%", "1.907MiB / 3.815MiB");
        assertThat(type("top").out()).contains("serve");
        assertThat(type("undeploy all").out()).matches("Done in .*: 3 removed \\(2 services, 1 network\\)\\.\n");
    }

    @Test
    void makes_a_key_and_generates_configuration() throws IOException {
        Path copy = school.resolve("project");
        try (Stream<Path> files = Files.walk(LESSONS.resolve("project"))) {
            for (Path file : files.sorted().toList()) {
                Files.copy(
                        file,
                        copy.resolve(LESSONS.resolve("project").relativize(file).toString()));
            }
        }
        Files.writeString(school.resolve(".env"), "POSTGRES_PASSWORD=training\n");

        type(copy, "secrets keygen --output " + school.resolve("key.txt"));
        assertThat(type(copy, "config init prod example.net").err())
                .contains("Taken over from .env: POSTGRES_PASSWORD.");
        assertThat(type(copy, "config generate prod example.net").out()).contains("Written: 1 new");
    }

    private Outcome type(String line) {
        return type(LESSONS.resolve("project").toAbsolutePath(), line);
    }

    private Outcome type(Path folder, String line) {
        Outcome outcome = new Typed()
                .in(folder)
                .with("SOPS_AGE_KEY_FILE", school.resolve("key.txt").toString())
                .with("DOCKER_HOST", "unix://" + school.resolve("engine.sock"))
                .with("DEPLOYMENT_PATH", school.toString())
                .with("POSTGRES_PASSWORD", "training")
                .type(line);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome;
    }
}
