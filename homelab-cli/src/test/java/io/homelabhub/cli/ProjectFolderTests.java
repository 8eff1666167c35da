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
