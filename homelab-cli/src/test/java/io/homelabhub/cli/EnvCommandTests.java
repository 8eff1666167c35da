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

/** {@code env explain} and {@code validate-env}, as they are typed. */
class EnvCommandTests {
    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void make() throws IOException {
        lab = new Lab(folder);
        lab.file("""
                name: lab
                services:
                  db:
                    image: postgres:${TAG:-16}
                    environment: {POSTGRES_PASSWORD: "${DB_PASSWORD}"}
                  bot:
                    image: bot:1
                    environment: ["TOKEN"]
                """);
        Files.writeString(folder.resolve(".env"), "DB_PASSWORD=correct-horse\nTOKEN=battery-staple\nTAG=15\n");
    }

    @Test
    void a_variable_is_explained_without_its_value_if_that_is_a_secret() {
        Outcome outcome = lab.typing().with("TAG", "17").type("env explain TAG DB_PASSWORD");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEqualTo("""
                DB_PASSWORD = (secret)
                  from       .env:1
                  used at    compose.yaml:5:38  services.db.environment.POSTGRES_PASSWORD
                  used by    db

                TAG = 17
                  from       the environment
                  overrides  15 from .env:3
                  used at    compose.yaml:4:12  services.db.image
                  used by    db
                """);
    }

    @Test
    void a_service_is_explained_by_what_it_sees() {
        assertThat(lab.type("env explain bot").out())
                .contains(
                        "TOKEN = (secret)", "container  bot gets (secret) from compose.yaml:8:19, filled in with TOKEN")
                .doesNotContain("TAG", "battery-staple");
    }

    @Test
    void programs_are_told_the_same() throws IOException {
        JsonNode told = new ObjectMapper()
                .readTree(lab.type("env explain db --format json").out());

        JsonNode password = told.path("variables").path(0);
        assertThat(password.path("name").asText()).isEqualTo("DB_PASSWORD");
        assertThat(password.path("secret").asBoolean()).isTrue();
        assertThat(password.path("value").path("source").asText()).isEqualTo("dot-env");
        assertThat(password.path("value").path("place").asText()).isEqualTo(".env:1");
        assertThat(told.toString()).doesNotContain("correct-horse");
    }

    @Test
    void a_name_that_means_nothing_ends_with_2() {
        Outcome outcome = lab.type("env explain TAGG");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(outcome.err()).contains("no variable, service or group `TAGG`. Did you mean `TAG`?");
        assertThat(lab.type("env").code()).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void what_is_wrong_is_told_all_at_once_and_ends_with_3() throws IOException {
        Files.writeString(folder.resolve(".env"), "DB_PASSWORD=change-me\nTOKEN=abc #def\nTAGG=15\n");

        Outcome outcome = lab.type("validate-env");

        assertThat(outcome.code()).isEqualTo(ExitCode.INVALID_INPUT.code());
        assertThat(outcome.out())
                .contains(
                        ".env:1: error: DB_PASSWORD: the value is a placeholder",
                        ".env:2: error: TOKEN: the value ends before",
                        ".env:3: warning: TAGG: no Compose file asks for it; did you mean \"TAG\"",
                        "Nothing is missing, but 2 of the values will not do.");
    }

    @Test
    void a_service_alone_can_be_asked_about() throws IOException {
        Files.writeString(folder.resolve(".env"), "DB_PASSWORD=change-me\nTOKEN=good-token\n");

        assertThat(lab.type("validate-env bot").code()).isZero();
        assertThat(lab.type("validate-env db").code()).isEqualTo(ExitCode.INVALID_INPUT.code());
    }

    @Test
    void a_warning_ends_with_3_where_warnings_are_errors() throws IOException {
        Files.writeString(folder.resolve(".env"), "DB_PASSWORD=correct-horse\nexport TOKEN=good-token\n");

        assertThat(lab.type("validate-env").code()).isZero();
        assertThat(lab.type("validate-env --strict").code()).isEqualTo(ExitCode.INVALID_INPUT.code());
    }
}
