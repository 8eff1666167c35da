package io.homelabhub.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.sops.age.AgeIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts that this replaces got wrong, each with what is done here. */
class FormerFaultsTests {
    private static final String HOSTILE = "p@ss/w:rd#1 \"q\" $x";

    @TempDir
    private Path home;

    private Project project;

    @BeforeEach
    void make() {
        project = new Project(home)
                .file("config/environments/prod.yaml", "vnc: {host: desk}\n")
                .file("config/templates/shared.env.j2", "PASSWORD={{ secrets.password }}\n")
                .secrets("base", "password: 'p@ss/w:rd#1 \"q\" $x'\n");
    }

    @Test
    void a_private_key_a_decrypted_twin_and_a_copy_of_the_variables_do_not_get_into_a_repository() throws IOException {
        project.file("config/keys/age-key.txt", project.identity().secretText() + "\n")
                .file("config/secrets/base.yaml", "password: clear\n");

        assertThat(project.problems())
                .anyMatch(problem -> problem.startsWith("config/keys/age-key.txt: error: a private key lies"))
                .anyMatch(problem -> problem.startsWith("config/secrets/base.yaml: error: secrets in clear lie"))
                .noneMatch(problem -> problem.contains("AGE-SECRET-KEY"));
        project.configuration().init(new InitRequest("prod", Optional.empty(), new TreeMap<>()));
        assertThat(Files.readAllLines(home.resolve(".gitignore")))
                .contains(".env", ".env.*", "/deployment/", "age-key.txt", "*.agekey");
    }

    @Test
    void an_environment_whose_secrets_do_not_open_does_not_get_those_of_the_base() {
        project.secrets("prod", "password: of prod\n", AgeIdentity.generate());

        assertThatThrownBy(() -> project.plan())
                .hasMessageContaining("config/secrets/prod.enc.yaml: error: no private key here opens");
        assertThat(project.output(".env")).doesNotExist();
    }

    @Test
    void no_run_changes_a_file_whose_inputs_are_the_same() throws IOException {
        project.plan().write(false);
        Object before = Files.getLastModifiedTime(project.output(".env"));
        Object inode = Files.getAttribute(project.output(".env"), "unix:ino");

        assertThat(project.plan().write(false).isEmpty()).isTrue();

        assertThat(Files.getLastModifiedTime(project.output(".env"))).isEqualTo(before);
        assertThat(Files.getAttribute(project.output(".env"), "unix:ino")).isEqualTo(inode);
        assertThat(project.file("config/templates/shared.env.j2", "# Generated: {{ timestamp }}\n")
                        .problems())
                .singleElement()
                .asString()
                .contains("config/templates/shared.env.j2:1: error: there is no `timestamp`");
    }

    @Test
    void a_password_breaks_neither_its_line_nor_its_url() {
        project.plan().write(false);
        assertThat(project.text(".env")).isEqualTo("PASSWORD='" + HOSTILE + "'\n");

        project.file("config/templates/shared.env.j2", "URL=postgres://u:{{ secrets.password }}@db/x\n");
        assertThat(project.problems()).singleElement().asString().contains("would break the URL of URL");

        project.file("config/templates/shared.env.j2", "URL=postgres://u:{{ secrets.password | urlencode }}@db/x\n");
        project.plan().write(false);
        assertThat(project.text(".env")).isEqualTo("URL=postgres://u:p%40ss%2Fw%3Ard%231%20%22q%22%20%24x@db/x\n");
    }

    @Test
    void a_secret_in_place_of_an_address_is_told_and_a_filter_that_does_not_exist_is_an_error_in_any_branch() {
        project.file("config/templates/vnc.env.j2", "NOVNC_URL={{ secrets.password }}\n");
        assertThat(project.plan().plan().warnings())
                .singleElement()
                .asString()
                .startsWith(
                        ".env.vnc: warning: NOVNC_URL: an address is expected, and the value is a secret from config/secrets/base.enc.yaml:1:1");

        project.file(
                "config/templates/vnc.env.j2",
                "{% if environment == 'dev' %}\nA={{ host | ternary('a', 'b') }}\n{% endif %}\n");
        assertThat(project.problems())
                .singleElement()
                .asString()
                .startsWith("config/templates/vnc.env.j2:2: error: there is no filter `ternary`");
    }

    @Test
    void no_file_is_open_to_others_at_any_time() throws IOException {
        project.plan().write(false);

        for (String name : new String[] {".env", ".homelab-generated.json", ".homelab-generated.lock"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(project.output(name))))
                    .isEqualTo("rw-------");
        }
    }
}
