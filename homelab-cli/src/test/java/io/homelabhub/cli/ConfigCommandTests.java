package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTests {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
            name: lab
            services:
              db:
                image: postgres:16
                environment: {POSTGRES_PASSWORD: s3cretvalue, URL: "db://u:s3cretvalue@db"}
              web:
                image: nginx:${TAG:-1}
                depends_on: [db]
                profiles: [web]
            """);
    }

    private Typed.Outcome typed(String line) {
        return new Typed().in(folder).type(line);
    }

    @Test
    void yaml_is_for_people_and_masks_secrets() {
        Typed.Outcome outcome = typed("config");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).startsWith("name: lab\nservices:\n  db:\n").doesNotContain("s3cretvalue");
        assertThat(typed("config --show-secrets").out()).contains("POSTGRES_PASSWORD: s3cretvalue");
    }

    @Test
    void json_is_for_programs_and_holds_everything() {
        assertThat(typed("config --format json").out())
                .startsWith("{\n  \"name\": \"lab\",")
                .contains("\"POSTGRES_PASSWORD\": \"s3cretvalue\"")
                .endsWith("}");
    }

    @Test
    void lists_are_printed_one_a_line() {
        assertThat(typed("config --profile web --services").out()).isEqualTo("db\nweb\n");
        assertThat(typed("config --profile web --images").out()).isEqualTo("postgres:16\nnginx:1\n");
        assertThat(typed("config --networks").out()).isEqualTo("default\n");
        assertThat(typed("config --profiles").out()).isEqualTo("web\n");
        assertThat(typed("config --hash *").out()).matches("db [0-9a-f]{64}\n");
    }

    @Test
    void a_service_is_shown_with_what_it_depends_on() {
        assertThat(typed("config --services web").out()).isEqualTo("db\nweb\n");
    }

    @Test
    void variables_can_be_left_alone() {
        assertThat(typed("config --no-interpolate").out()).contains("image: nginx:${TAG:-1}");
    }

    @Test
    void variables_are_listed_as_docker_compose_lists_them() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
            services:
              a:
                image: "alpine:${TAG:-${BASE:-3}}"
                command: ["${CMD:?no ${REASON}}", "${ALT:+x${IN}}", "$PLAIN", "$$NONE", "${TAG}"]
                environment: {DB_PASSWORD: "${DB_PASSWORD:-hunter2hunter2}"}
            """);
        assertThat(typed("config --variables").out()).isEqualTo("""
            NAME                REQUIRED            DEFAULT VALUE       ALTERNATE VALUE
            ALT                 false                                   x${IN}
            BASE                false               3
            CMD                 true
            DB_PASSWORD         false               (secret)
            IN                  false
            PLAIN               false
            TAG                 false               ${BASE:-3}
            """);
        assertThat(typed("config --variables --format json").out())
                .contains(
                        "\"PresenceValue\": \"x${IN}\"", "\"Required\": true", "\"DefaultValue\": \"hunter2hunter2\"");
    }

    @Test
    void models_are_listed_by_what_they_are_called() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
            services:
              a: {image: x, models: [m2, m1]}
            models:
              m1: {model: ai/one}
              m2: {model: ai/two}
              unused: {model: ai/three}
            """);
        assertThat(typed("config --models").out()).isEqualTo("ai/one\nai/two\n");
    }

    @Test
    void everything_that_is_wrong_is_told_with_its_place() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), "services:\n  web:\n    imgae: x\n    ports: 80\n");
        Typed.Outcome outcome = typed("config");
        assertThat(outcome.code()).isEqualTo(ExitCode.INVALID_INPUT.code());
        assertThat(outcome.err())
                .contains("compose.yaml:3:5: error: services.web.imgae: unknown key \"imgae\"; did you mean \"image\"?")
                .contains("compose.yaml:4:12: error: services.web.ports: found a whole number \"80\", expected a list");
    }
}
