package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds wherever in the project a command is typed. */
class ProjectFolderTests {
    @TempDir
    Path folder;

    private Lab lab;

    @BeforeEach
    void make() {
        lab = new Lab(folder);
    }

    private void catalog() throws IOException {
        Path orchestration = Files.createDirectories(folder.resolve("orchestration"));
        Files.delete(folder.resolve("compose.yaml"));
        Files.writeString(
                orchestration.resolve("services.yaml"), "services: {db: {group: core}, bot: {group: bots}}\n");
        Files.writeString(orchestration.resolve("compose.lab.yml"), Lab.FILE);
        Files.writeString(folder.resolve(".env.example"), "TOKEN=\n");
    }

    @Test
    void setup_finds_env_files_from_any_folder_of_the_project() throws IOException {
        catalog();
        Path below = Files.createDirectories(folder.resolve("orchestration/deeper"));

        Typed.Outcome outcome =
                new Typed().in(below).on(lab.engine().provider(), lab.clock()).type("setup --write-env");

        assertThat(outcome.out()).contains("Environment: " + folder.resolve(".env"));
        assertThat(folder.resolve(".env")).content().matches("TOKEN=\\w{20,}\n");
        assertThat(below.resolve(".env")).doesNotExist();
    }

    @Test
    void setup_and_validate_env_read_the_env_file_beside_a_compose_file_above() throws IOException {
        Files.writeString(folder.resolve(".env"), "A=1\n");
        Path below = Files.createDirectories(folder.resolve("deeper"));

        Typed typed = new Typed().in(below).on(lab.engine().provider(), lab.clock());

        assertThat(typed.type("setup").out()).contains("Environment: " + folder.resolve(".env"));
        assertThat(typed.type("env explain A").out()).contains("A = 1", "from       " + folder.resolve(".env") + ":1");
    }

    @Test
    void every_command_reads_the_env_files_that_the_environment_names() throws IOException {
        catalog();
        Files.writeString(folder.resolve(".env"), "TOKEN=of-dot-env\n");
        Files.writeString(folder.resolve("other.env"), "TOKEN=of-other\n");

        Typed typed = lab.typing().with("COMPOSE_ENV_FILES", "other.env");

        assertThat(typed.type("setup").out()).contains("Environment: " + folder.resolve("other.env"));
        assertThat(typed.type("env explain TOKEN").out())
                .contains("other.env:1")
                .doesNotContain(".env:1\n  overrides");
    }

    @Test
    void config_of_a_part_is_of_the_catalogs_bundles_and_of_the_same_variables() throws IOException {
        catalog();
        Files.writeString(
                folder.resolve("orchestration/compose.lab.yml"),
                Lab.FILE
                        .replace("bot:1", "bot:${TAG:?}")
                        .replace("depends_on", "working_dir: $DEPLOYMENT_PATH\n    depends_on"));
        Files.writeString(folder.resolve(".env"), "TAG=7\n");

        assertThat(lab.type("config db --services").out()).isEqualTo("db\n");
        assertThat(lab.type("config bots --services").out()).isEqualTo("bot\ndb\n");
        assertThat(lab.type("config bot").out()).contains("image: bot:7", "working_dir: " + folder);
        assertThat(lab.type("config --no-interpolate").out()).contains("image: bot:${TAG:?}");
        assertThat(lab.type("config nobody").code()).isEqualTo(2);
    }

    @Test
    void status_has_groups_where_there_are_some() throws IOException {
        assertThat(lab.type("status").out()).contains("SERVICE  STATE").doesNotContain("GROUP");
        catalog();
        assertThat(lab.type("status").out()).contains("SERVICE  GROUP  STATE");
    }

    @Test
    void a_variable_removes_orphans_as_for_docker_compose() {
        lab.type("deploy all");
        lab.file(Lab.FILE.replaceFirst("  bot:\n.*\n.*\n", ""));

        assertThat(lab.type("plan all").out()).contains("--remove-orphans removes it");
        assertThat(lab.typing()
                        .with("COMPOSE_REMOVE_ORPHANS", "true")
                        .type("plan all")
                        .out())
                .contains("- container lab-bot-1  remove, orphan of service bot");
        assertThat(lab.typing()
                        .with("COMPOSE_REMOVE_ORPHANS", "1")
                        .type("undeploy db --yes")
                        .out())
                .contains("3 removed (1 service, 1 network, 1 container)");
        assertThat(lab.engine().running()).isEmpty();
    }
}
