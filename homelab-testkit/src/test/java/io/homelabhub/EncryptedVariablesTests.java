package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.plan.Action;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.sops.age.AgeKeys;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.Sealed;
import io.homelabhub.variables.VariableExplanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Variables that are taken straight from encrypted files. */
class EncryptedVariablesTests extends Embedded {
    private static final String MARK = "canary$of'the \"files";

    private final Sealed sealed = new Sealed();

    @BeforeEach
    void files() throws IOException {
        sealed.write(
                folder.resolve("base.enc.yaml"),
                "WORD: 'canary$of''the \"files'\nPORT: 5432\nsmtp: {user: a}\nno-name: x\n");
        builder = ComposeFolder.with("""
                        name: lab
                        services:
                          db:
                            image: db:1
                            environment: {WORD: "${WORD:?}", PORT: "${PORT:?}", URL: "${URL:-}"}
                        """, folder, engine, clock)
                .secrets(List.of(Path.of("base.enc.yaml")))
                .keys(sealed::keys);
    }

    private List<String> environment() {
        builder.build().plan("db").apply();
        return engine.actions().stream()
                .filter(Action.CreateContainer.class::isInstance)
                .map(action ->
                        ((Action.CreateContainer) action).container().config().strings("Env"))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private VariableExplanation explained(String name) {
        return builder.build().environment().explain(List.of(name)).get(0);
    }

    @Test
    void a_value_reaches_the_container_as_it_is() {
        assertThat(environment()).contains("WORD=" + MARK, "PORT=5432");
    }

    @Test
    void it_counts_more_than_files_of_variables_and_less_than_the_environment() throws IOException {
        Files.writeString(folder.resolve(".env"), "PORT=1\nURL=at-${PORT}\n");
        assertThat(environment()).contains("PORT=5432", "URL=at-5432");
        assertThat(explained("PORT").overridden()).singleElement().asString().contains(".env:1");

        builder.environment(Map.of("PORT", "2"));
        assertThat(environment()).contains("PORT=2");
        assertThat(explained("PORT").overridden().get(0).origin()).hasToString("base.enc.yaml:2:1 (encrypted)");
    }

    @Test
    void a_later_file_counts_more() {
        sealed.write(folder.resolve("prod.enc.yaml"), "PORT: 6000\n");
        builder.secrets(List.of(Path.of("base.enc.yaml"), Path.of("prod.enc.yaml")));

        assertThat(environment()).contains("PORT=6000", "WORD=" + MARK);
    }

    @Test
    void its_origin_is_told_and_its_value_never_though_its_name_speaks_of_no_secret() {
        VariableExplanation word = explained("WORD");

        assertThat(word.secret()).isTrue();
        assertThat(word.value().orElseThrow().origin()).hasToString("base.enc.yaml:1:1 (encrypted)");
        assertThat(word.value().orElseThrow().shown()).isEqualTo("(secret)");
        assertThat(builder.build().environment().explain(List.of()).toString()).doesNotContain("canary");
        assertThat(builder.build().plan("db").plan().toString()).doesNotContain("canary");
    }

    @Test
    void a_file_that_does_not_open_refuses_everything_with_its_place() {
        builder.keys(AgeKeys::of);

        assertThatThrownBy(() -> builder.build().plan("db"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("base.enc.yaml: error: no private key here opens this file");
    }

    @Test
    void a_catalog_names_files_too_and_those_of_the_call_count_more() throws IOException {
        Files.createDirectories(folder.resolve("orchestration"));
        Files.writeString(
                folder.resolve("orchestration/services.yaml"), "secrets: base.enc.yaml\nservices: {db: {}}\n");
        Files.move(folder.resolve("compose.yaml"), folder.resolve("orchestration/compose.db.yml"));
        sealed.write(folder.resolve("prod.enc.yaml"), "PORT: 6000\n");
        builder = Homelab.builder()
                .engine(engine.provider())
                .timing(clock)
                .workingDirectory(folder)
                .environment(Map.of())
                .secrets(List.of(Path.of("prod.enc.yaml")))
                .keys(sealed::keys);

        assertThat(environment()).contains("PORT=6000", "WORD=" + MARK);
    }
}
