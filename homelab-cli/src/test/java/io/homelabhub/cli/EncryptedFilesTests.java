package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import io.homelabhub.sops.age.AgeIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed where secrets go straight from an encrypted file into containers. */
@Timeout(60)
class EncryptedFilesTests {
    private static final String MARK = "m4rker-Vq8-of-a-test";
    private static final String OPTION = " --secrets base.enc.yaml";

    private final AgeIdentity identity = AgeIdentity.generate();

    @TempDir
    private Path folder;

    private Lab lab;

    @BeforeEach
    void deploy() {
        lab = new Lab(folder).file("""
                name: lab
                services:
                  bot:
                    image: bot:1
                    command: [serve]
                    environment: {WORD: "$WORD", URL: "http://x:$WORD@y"}
                    secrets: [word]
                secrets:
                  word: {x-sops: base.enc.yaml#WORD}
                """);
        lab.engine().image("bot:1").logs("login with " + MARK);
        assertThat(type("secrets init base.enc.yaml --age "
                                + identity.recipient().text())
                        .code())
                .isZero();
        assertThat(typing().piping(MARK).type("secrets set base.enc.yaml WORD").code())
                .isZero();
        assertThat(type("deploy all --progress plain" + OPTION).code()).isZero();
    }

    private Typed typing() {
        return lab.typing().with("SOPS_AGE_KEY", identity.secretText());
    }

    private Outcome type(String line) {
        return typing().type(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config",
                "config --no-interpolate --format json",
                "plan all",
                "plan all --format json",
                "deploy all --format json --progress json --force-recreate",
                "env explain",
                "env explain --format json",
                "validate-env",
                "doctor --format json",
                "status --format json",
                "health",
                "logs bot",
                "secrets rotate WORD --plan",
                "secrets rotate WORD --plan --format json",
                "secrets rotate WORD --yes --format json"
            })
    void no_command_shows_a_value(String line) {
        Outcome outcome = type(line + OPTION);

        assertThat(outcome.out() + outcome.err()).isNotEmpty().doesNotContain(MARK);
        assertThat(outcome.code()).isIn(0, 5);
    }

    /** As docker compose prints them. */
    @Test
    void a_model_that_is_printed_has_the_keys_of_its_files_and_no_others() {
        assertThat(type("config --no-interpolate --format json" + OPTION).out())
                .contains("\"x-sops\": \"base.enc.yaml#WORD\"")
                .doesNotContain("x-#");
        assertThat(type("config" + OPTION).out()).contains("x-sops: base.enc.yaml#WORD");
    }

    @Test
    void no_file_holds_a_value() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(MARK);
            }
        }
    }

    @Test
    void an_explanation_names_the_file_that_is_encrypted() {
        assertThat(type("env explain WORD" + OPTION).out())
                .contains("WORD = (secret)", "from       base.enc.yaml:1:1 (encrypted)");
    }

    @Test
    void a_rotation_changes_file_and_container() {
        Outcome rotated = typing().piping("another-value").type("secrets rotate WORD --yes --value-from -" + OPTION);

        assertThat(rotated.code()).isZero();
        assertThat(rotated.err())
                .contains("rotate WORD at base.enc.yaml:1:7:", "  deploy     bot", "Rotated WORD.")
                .doesNotContain("another-value");
        assertThat(type("secrets get base.enc.yaml WORD").out()).isEqualTo("another-value");
        assertThat(type("plan all --detailed-exitcode" + OPTION).code()).isZero();
    }

    @Test
    void a_rotation_asks_first_and_takes_no_value_from_the_command_line() {
        assertThat(type("secrets rotate WORD" + OPTION).code()).isEqualTo(5);
        assertThat(type("secrets rotate WORD --yes --value-from hunter2" + OPTION)
                        .code())
                .isEqualTo(2);
        assertThat(type("secrets rotate WRD --yes" + OPTION).code()).isEqualTo(2);
        assertThat(type("secrets rotate WORD --length 3" + OPTION).code()).isEqualTo(2);
        assertThat(type("secrets get base.enc.yaml WORD").out()).isEqualTo(MARK);
    }

    @Test
    void without_a_key_the_exit_code_is_3_with_the_place() {
        Outcome refused = lab.type("plan all" + OPTION);

        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("base.enc.yaml: error: no private key here opens this file");
    }
}
