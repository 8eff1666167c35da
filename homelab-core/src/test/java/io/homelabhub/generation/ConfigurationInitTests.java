package io.homelabhub.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.sops.age.AgeKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationInitTests {
    private static final InitRequest REQUEST = new InitRequest(
            "prod",
            Optional.of("example.net"),
            new TreeMap<>(Map.of("DB_PASSWORD", true, "API_TOKEN", true, "PORT", false, "SITE", true)));

    @TempDir
    private Path home;

    @Test
    void a_folder_gets_all_that_generating_needs_and_keeps_the_values_it_has() throws IOException {
        Project project = new Project(home).file(".env", "DB_PASSWORD='a # b'\nPORT=8080\nEXTRA='x: y'\nUNSET=\n");

        Initialization made = project.configuration().init(REQUEST);

        assertThat(made.needsKey()).isFalse();
        assertThat(made.takenOver()).containsExactlyInAnyOrder("DB_PASSWORD", "EXTRA", "PORT");
        assertThat(made.invented()).containsExactly("api_token");
        assertThat(home.resolve("config/environments/base.yaml"))
                .content()
                .contains("extra: \"x: y\"\nport: \"8080\"\nsite: #");
        assertThat(home.resolve("config/templates/shared.env.j2")).content().endsWith("""
                        API_TOKEN={{ secrets.api_token }}
                        DB_PASSWORD={{ secrets.db_password }}
                        EXTRA={{ config.extra }}
                        PORT={{ config.port }}
                        SITE={{ config.site }}
                        """);
        assertThat(Files.readString(home.resolve("config/secrets/base.enc.yaml")))
                .doesNotContain("a # b");
        assertThat(project.problems())
                .singleElement()
                .asString()
                .startsWith("config/templates/shared.env.j2:6: error: the value is null, so there is nothing to write");

        project.file("config/environments/prod.yaml", "site: s\n").plan().write(false);
        assertThat(project.text(".env"))
                .contains("DB_PASSWORD='a # b'\nEXTRA='x: y'\nPORT=8080\nSITE=s\n")
                .containsPattern("API_TOKEN=[0-9a-f]{48}\n");
    }

    @Test
    void a_url_with_a_password_is_a_secret_whatever_its_name() throws IOException {
        Project project = new Project(home).file(".env", "DATABASE_URL=postgres://app:S3cret@db/x\n");

        project.configuration().init(REQUEST);

        assertThat(Files.readString(home.resolve("config/environments/base.yaml")))
                .doesNotContain("S3cret");
        assertThat(home.resolve("config/templates/shared.env.j2")).content().contains("{{ secrets.database_url }}");
        assertThat(Files.readString(home.resolve("config/secrets/base.enc.yaml")))
                .contains("database_url")
                .doesNotContain("S3cret");
    }

    @Test
    void what_is_there_stays_and_the_second_time_there_is_nothing_to_make() throws IOException {
        Project project = new Project(home)
                .file("config/environments/base.yaml", "mine: 1\n")
                .file(
                        "config/templates/x.env",
                        "A={{ secrets.a.b }}{{ secrets.c | default('') }}\n{# {{ secrets.no }} #}\n")
                .file(".gitignore", "mine\n.env\n");
        project.configuration().init(REQUEST);
        String secrets = Files.readString(home.resolve("config/secrets/base.enc.yaml"));

        Initialization again = project.configuration().init(REQUEST);

        assertThat(again.made()).isEmpty();
        assertThat(again.invented()).isEmpty();
        assertThat(home.resolve("config/environments/base.yaml")).hasContent("mine: 1");
        assertThat(home.resolve("config/templates/shared.env.j2")).doesNotExist();
        assertThat(home.resolve("config/secrets/base.enc.yaml")).hasContent(secrets);
        assertThat(Files.readAllLines(home.resolve(".gitignore")))
                .startsWith("mine", ".env", "/deployment/")
                .doesNotHaveDuplicates();
        project.plan().write(false);
        assertThat(project.text(".env.x")).containsPattern("^A=[0-9a-f]{48}\n");
    }

    @Test
    void without_a_key_everything_is_made_but_secrets() {
        Project project = new Project(home);

        Initialization made = project.configuration(AgeKeys.of()).init(REQUEST);

        assertThat(made.needsKey()).isTrue();
        assertThat(made.made())
                .contains(Path.of("config/templates/shared.env.j2"))
                .doesNotContain(Path.of(".sops.yaml"));
        assertThat(home.resolve("config/secrets")).doesNotExist();
    }

    @Test
    void the_readers_are_those_of_the_rules_that_are_there() {
        Project project = new Project(home).file(".sops.yaml", "creation_rules: [{age: nonsense}]\n");

        assertThatThrownBy(() -> project.configuration().init(REQUEST))
                .hasMessageContaining(".sops.yaml:1:24: error: age: ");
        assertThat(List.of(home.toFile().list())).doesNotContain("secrets");
    }
}
