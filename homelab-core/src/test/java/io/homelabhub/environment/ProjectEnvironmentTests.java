package io.homelabhub.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.definition.EncryptedInputs;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.report.EnvironmentDocument;
import io.homelabhub.variables.ContainerValue;
import io.homelabhub.variables.EnvironmentReport;
import io.homelabhub.variables.VariableExplanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectEnvironmentTests {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void describe() throws IOException {
        write("orchestration/services.yaml", """
                groups: {core: [db], bots: [bot]}
                services:
                  db: {}
                  bot: {dependencies: [db]}
                  off: {enabled: false}
                variables:
                  DB_PASSWORD: {required: true, pattern: '.{8,}'}
                  PORT: port
                  OPAQUE: {secret: true}
                """);
        write("orchestration/compose.base.yml", """
                name: lab
                services:
                  db:
                    image: postgres:${TAG:-16}
                    environment:
                      POSTGRES_PASSWORD: ${DB_PASSWORD}
                    ports: ["${PORT:-8080}:5432"]
                  off:
                    image: off:${OFF_TAG:?for nobody}
                """);
        write("orchestration/compose.bots.yml", """
                services:
                  bot:
                    image: bot:1
                    env_file: ["${DEPLOYMENT_PATH}/.env.bot"]
                    environment: ["LEVEL=info", "OPAQUE"]
                """);
        write(".env", "DB_PASSWORD=correct-horse\nPORT=8081\nOPAQUE=marker-of-opaque\n");
        write(".env.bot", "LEVEL=debug\nBOT_TOKEN=abc-def-ghi\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private ProjectEnvironment lab(Path... envFiles) {
        return new ProjectEnvironment(new DefinitionSources(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(envFiles),
                environment,
                folder,
                false,
                Optional.empty(),
                EncryptedInputs.usual(Map.of()),
                Optional.empty()));
    }

    private VariableExplanation explained(String name) {
        return lab().explain(List.of(name)).get(0);
    }

    private List<String> problems(String... names) {
        return lab().check(List.of(names)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void a_variable_has_the_file_and_the_line_that_it_comes_from() {
        VariableExplanation port = explained("PORT");

        assertThat(port.value()).hasValueSatisfying(told -> {
            assertThat(told.shown()).isEqualTo("8081");
            assertThat(told.origin()).hasToString(".env:2");
        });
        assertThat(port.uses()).singleElement().satisfies(use -> {
            assertThat(use.place()).hasToString("orchestration/compose.base.yml:7:13");
            assertThat(use.path()).isEqualTo("services.db.ports");
        });
        assertThat(port.services()).containsExactly("db");
        assertThat(port.bundles()).containsExactly("orchestration/compose.base.yml");
        assertThat(port.overridden()).isEmpty();
    }

    @Test
    void the_environment_overrides_every_file() {
        environment.put("PORT", "9000");

        VariableExplanation port = explained("PORT");

        assertThat(port.value().orElseThrow())
                .hasToString("ToldValue[shown=9000, origin=the environment, generatedFrom=[]]");
        assertThat(port.overridden())
                .singleElement()
                .hasToString("ToldValue[shown=8081, origin=.env:2, generatedFrom=[]]");
    }

    @Test
    void of_env_files_that_are_named_the_last_counts_and_no_other_file_is_read() throws IOException {
        write("one.env", "PORT=1\nTAG=one\n");
        write("two.env", "\nPORT=2\n");

        VariableExplanation port = lab(Path.of("one.env"), Path.of("two.env"))
                .explain(List.of("PORT"))
                .get(0);

        assertThat(port.value().orElseThrow().origin()).hasToString("two.env:2");
        assertThat(port.overridden())
                .singleElement()
                .hasToString("ToldValue[shown=1, origin=one.env:1, generatedFrom=[]]");
    }

    @Test
    void the_folder_of_a_deployment_has_an_env_file_of_its_own() throws IOException {
        write("deployment/prod/.env", "DB_PASSWORD=of-production\n");
        write("deployment/prod/.env.bot", "");
        environment.put("DEPLOYMENT_PATH", "deployment/prod");

        VariableExplanation password = explained("DB_PASSWORD");

        assertThat(password.value().orElseThrow().origin().kind().code()).isEqualTo("deployment");
        assertThat(password.value().orElseThrow().origin()).hasToString("deployment/prod/.env:1");
        assertThat(explained("PORT").value()).isEmpty();
        assertThat(explained("DEPLOYMENT_PATH").value().orElseThrow().origin()).hasToString("the environment");
    }

    @Test
    void a_container_gets_what_the_service_says_before_what_its_files_say() {
        VariableExplanation level = explained("LEVEL");

        assertThat(level.value()).isEmpty();
        assertThat(level.containers()).singleElement().satisfies(container -> {
            assertThat(container.service()).isEqualTo("bot");
            assertThat(container.value())
                    .hasToString("ToldValue[shown=info, origin=orchestration/compose.bots.yml:5:19, generatedFrom=[]]");
            assertThat(container.overridden())
                    .singleElement()
                    .hasToString("ToldValue[shown=debug, origin=.env.bot:1, generatedFrom=[]]");
        });
    }

    @Test
    void what_fills_in_a_containers_variable_is_named() {
        assertThat(explained("POSTGRES_PASSWORD").containers())
                .extracting(ContainerValue::filledWith)
                .containsExactly(List.of("DB_PASSWORD"));
    }

    @Test
    void a_service_is_explained_by_all_that_it_sees() {
        assertThat(lab().explain(List.of("bots")))
                .extracting(VariableExplanation::name)
                .containsExactly("BOT_TOKEN", "DEPLOYMENT_PATH", "LEVEL", "OPAQUE");
    }

    @Test
    void no_explanation_shows_a_secret_be_it_by_its_name_or_by_its_owners_word() {
        assertThat(EnvironmentDocument.explained(lab().explain(List.of())).toString())
                .contains("8081")
                .doesNotContain("correct-horse", "abc-def-ghi", "marker-of-opaque");
    }

    @Test
    void an_unknown_name_is_answered_with_the_nearest_variable() {
        assertThatThrownBy(() -> lab().explain(List.of("PORTT")))
                .isInstanceOf(UnknownVariableException.class)
                .hasMessage("no variable, service or group `PORTT`. Did you mean `PORT`?");
    }

    @Test
    void an_environment_that_is_as_it_should_be_is_not_worth_a_word() {
        EnvironmentReport report = lab().check(List.of());

        assertThat(report.problems()).isEmpty();
        assertThat(report.isValid()).isTrue();
    }

    @Test
    void what_is_resolved_counts_and_not_the_file() {
        environment.put("PORT", "http");

        assertThat(problems())
                .containsExactly("environment: error: PORT: expected a port from 1 to 65535"
                        + " (orchestration/services.yaml:8:3), found \"http\"");
    }

    @Test
    void the_value_of_a_secret_that_has_not_the_right_form_is_not_shown() throws IOException {
        write(".env", "DB_PASSWORD=short\n");

        assertThat(problems())
                .containsExactly(".env:1: error: DB_PASSWORD: expected a text that matches .{8,}"
                        + " (orchestration/services.yaml:7:3), found something else");
    }

    @Test
    void what_the_catalog_requires_has_to_be_there() throws IOException {
        write(".env", "DB_PASSWORD=\n");

        assertThat(problems()).singleElement().asString().contains("the required variable DB_PASSWORD has no value");
    }

    @Test
    void placeholders_are_no_values() throws IOException {
        write(".env", "DB_PASSWORD=CHANGE_ME_NOW\nPORT=80\n");
        write(".env.bot", "BOT_TOKEN=your-token-here\nURL=https://u:your-password@db/\n");

        assertThat(problems())
                .hasSize(3)
                .allMatch(problem -> problem.contains("the value is a placeholder"))
                .noneMatch(problem -> problem.contains("CHANGE_ME") || problem.contains("your-"));
    }

    @Test
    void the_secret_of_an_example_is_no_secret() throws IOException {
        write(".env.example", "DB_PASSWORD=correct-horse\n");

        assertThat(problems()).singleElement().asString().contains("the secret is the one of .env.example");
    }

    @Test
    void names_and_files_that_nobody_reads_are_told_with_what_was_meant() throws IOException {
        write(".env", "DB_PASSWORD=correct-horse\nTAGG=15\nDEPLOYMENT_PATH=x\nCOMPOSE_PROJECT_NAME=lab\n");
        write(".env.forgotten", "A=1\n");
        write(".env.example", "DB_PASSWORD=\n");

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        ".env:2: warning: TAGG: no Compose file asks for it; did you mean \"TAG\", which is not set?"
                                + " [unused-variable:TAGG]",
                        ".env:3: warning: DEPLOYMENT_PATH: it says which .env is read, so a .env cannot say it;"
                                + " set it in the environment [unused-variable:DEPLOYMENT_PATH]",
                        folder.resolve(".env.forgotten")
                                + ": warning: nobody reads this file; name it under env_file of a"
                                + " service, or with --env-file; or remove it [unread-file:.env.forgotten]");
    }

    @Test
    void a_service_is_answerable_for_what_it_and_its_dependencies_see_alone() throws IOException {
        write(".env.bot", "BOT_TOKEN=your-token\n");

        assertThat(problems("db")).isEmpty();
        assertThat(problems("bot")).singleElement().asString().startsWith(".env.bot:1: error: BOT_TOKEN");
        assertThat(lab().check(List.of("off")).missing()).containsExactly("OFF_TAG");
        assertThat(lab().check(List.of()).missing()).isEmpty();
    }

    @Test
    void files_that_cannot_be_read_are_told_together_with_lines_that_mean_something_else() throws IOException {
        write(".env", "TOKEN=abc #def\nPASSWORD='open\n");

        assertThatThrownBy(() -> lab().check(List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(".env:1: error: TOKEN: the value ends before")
                .hasMessageContaining(".env:2: error: the quoted value is not closed");
    }

    @Test
    void a_schema_holds_for_the_environment_of_the_service_that_it_is_called_after() throws IOException {
        write("config/schema/bot.schema.json", """
                {"properties": {
                  "BOT_TOKEN": {"type": "string", "required": true, "validation": "^[0-9]+$", "instructions": "ask the botfather"},
                  "COUNT": {"type": "integer", "required": true},
                  "LEVEL": {"enum": ["info"]}}}
                """);

        assertThat(problems())
                .containsExactly(
                        ".env.bot:2: error: BOT_TOKEN: expected a text that matches ^[0-9]+$"
                                + " (config/schema/bot.schema.json); ask the botfather",
                        "config/schema/bot.schema.json: error: COUNT: the required variable COUNT has no value");
        assertThat(problems("db")).isEmpty();
    }

    @Test
    void a_schema_of_any_other_name_holds_for_what_fills_in_the_compose_files() throws IOException {
        write("config/schema/shared.json", """
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["DB_PASSWORD", "TAG"],
                 "properties": {"PORT": {"type": "integer", "minimum": 9000}, "DB_PASSWORD": {"minLength": 20}}}
                """);

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        ".env:1: error: DB_PASSWORD: expected at least 20 characters (config/schema/shared.json)",
                        ".env:2: error: PORT: expected a number from 9000 on (config/schema/shared.json), found \"8081\"",
                        "config/schema/shared.json: error: TAG: the required variable TAG has no value");
    }

    @Test
    void a_schema_that_is_none_is_told() throws IOException {
        write("config/schema/a.json", "{nonsense");
        write("config/schema/b.json", "{\"properties\": {\"PORT\": {\"type\": 7}}}");

        assertThat(problems())
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith("config/schema/a.json:1: error: the schema is no JSON"))
                .anyMatch(problem -> problem.startsWith("config/schema/b.json: error: this is no valid JSON Schema"));
    }
}
