package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.homelabhub.cli.Typed.Outcome;
import io.homelabhub.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor}, and what it ends with. */
class DoctorCommandTests {
    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void make() {
        lab = new Lab(folder);
    }

    @Test
    void all_is_well() {
        Outcome outcome = lab.type("doctor");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains(
                        "✔ engine: Docker 20.10.24",
                        "✔ files: project lab, 2 services",
                        "✔ services: nothing is deployed")
                .endsWith("\nAll that was looked at is well.\n");
    }

    @Test
    void a_problem_has_its_remedy_and_an_exit_code() {
        lab.file("name: lab\nservices: {db: {image: 'postgres:16', networks: [n]}}\nnetworks: {n: {external: true}}\n");

        Outcome outcome = lab.type("doctor");

        assertThat(outcome.code()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(outcome.out())
                .contains("✘ networks: there is no network n", "    $ docker network create n\n", "1 problem.");
    }

    @Test
    void broken_files_end_with_3_and_the_rest_is_looked_at_all_the_same() {
        lab.file("services: {db: {image: 7, ports: x}}");

        Outcome outcome = lab.type("doctor");

        assertThat(outcome.code()).isEqualTo(ExitCode.INVALID_INPUT.code());
        assertThat(outcome.out())
                .contains("✔ engine", "✘ files: compose.yaml:1:", "? not looked at: networks, ports,", "✔ clock");
    }

    @Test
    void an_engine_that_is_gone_ends_with_4_and_files_are_looked_at_all_the_same() {
        Outcome outcome =
                new Typed().in(folder).on(NoEngine.PROVIDER, lab.clock()).type("doctor");

        assertThat(outcome.code()).isEqualTo(ExitCode.ENGINE_UNREACHABLE.code());
        assertThat(outcome.out()).contains("✘ engine: no container engine answers", "✔ files", "no engine answers");
    }

    @Test
    void programs_are_told_the_same() throws IOException {
        lab.file("name: lab\nservices: {db: {image: 'postgres:16', cpus: 64}}\n");

        JsonNode told =
                new ObjectMapper().readTree(lab.type("doctor --format json").out());

        assertThat(told.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(told.path("well").asBoolean(true)).isFalse();
        assertThat(told.path("findings"))
                .anyMatch(finding -> finding.path("check").asText().equals("resources")
                        && finding.path("state").asText().equals("problem")
                        && finding.path("remedies").size() == 1);
    }

    @Test
    void no_secret_is_told() throws IOException {
        lab.file("name: lab\nservices: {db: {image: 'postgres:16', environment: {PASSWORD: $PASSWORD}}}\n");
        Files.writeString(folder.resolve(".env"), "PASSWORD=marker$x-of-secret\n");

        assertThat(lab.type("doctor").out()).contains("✘ environment: .env:1:").doesNotContain("marker");
        assertThat(lab.type("doctor --format yaml").out()).doesNotContain("marker");
    }
}
