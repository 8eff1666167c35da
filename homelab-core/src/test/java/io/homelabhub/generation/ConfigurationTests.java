package io.homelabhub.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.homelabhub.generation.FileChange.Kind;
import io.homelabhub.generation.disk.Freshness;
import io.homelabhub.generation.disk.Manifest;
import io.homelabhub.sops.age.AgeIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTests {
    @TempDir
    private Path home;

    private Project project;

    @BeforeEach
    void make() {
        project = new Project(home)
                .file(
                        "config/environments/base.yaml",
                        "a: base\nb: base\ndb: {host: db, port: 5432}\nurl: https://${HOST}\n")
                .file("config/environments/prod.yaml", "b: prod\ndb: {port: 6432}\n")
                .file("config/hosts/example.net.yaml", "c: host\n")
                .file("config/templates/shared.env.j2", """
                        A={{ config.a }}
                        B={{ config.b }}
                        C={{ config.c }}
                        DB={{ config.db.host }}:{{ config.db.port }}
                        URL={{ config.url }}
                        PASSWORD={{ secrets.password }}
                        """)
                .file("config/templates/web.env.j2", "TOKEN={{ secrets.web.token }}\n")
                .file("config/templates/Caddyfile", "{{ host }} {\n\tbasic_auth {{ secrets.web.hash }}\n}\n")
                .secrets("base", "password: base\nweb: {token: t, hash: h}\n")
                .secrets("prod", "password: pr0d\n");
    }

    @Test
    void values_come_in_layers_and_each_template_gives_its_file() {
        PreparedGeneration prepared = project.plan();

        assertThat(prepared.plan().files())
                .extracting(FileChange::name, FileChange::kind)
                .containsExactly(tuple(".env", Kind.NEW), tuple(".env.web", Kind.NEW), tuple("Caddyfile", Kind.NEW));
        assertThat(project.output("")).doesNotExist();

        prepared.write(false);

        assertThat(project.text(".env"))
                .isEqualTo("A=base\nB=prod\nC=host\nDB=db:6432\nURL=https://example.net\nPASSWORD=pr0d\n");
        assertThat(project.text(".env.web")).isEqualTo("TOKEN=t\n");
        assertThat(project.text("Caddyfile")).isEqualTo("example.net {\n\tbasic_auth h\n}\n");
    }

    @Test
    void files_are_for_their_owner_alone() throws IOException {
        project.plan().write(false);

        try (Stream<Path> files = Files.list(project.output(""))) {
            assertThat(files.map(ConfigurationTests::rights)).containsOnly("rw-------");
        }
        assertThat(rights(project.output(""))).isEqualTo("rwx------");
    }

    private static String rights(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_same_input_gives_the_same_bytes_and_nothing_to_do() throws IOException {
        project.plan().write(false);
        byte[] manifest = Files.readAllBytes(project.output(Manifest.FILE));

        PreparedGeneration again = project.plan();

        assertThat(again.plan().isEmpty()).isTrue();
        again.write(false);
        assertThat(project.output(Manifest.FILE)).hasBinaryContent(manifest);
        assertThat(Files.readString(project.output(Manifest.FILE))).doesNotContain("pr0d");
    }

    @Test
    void a_change_is_told_by_name_with_the_place_of_the_value() {
        project.plan().write(false);
        project.secrets("prod", "password: n3w\n").file("config/templates/shared.env.j2", """
                A={{ config.a }}
                PASSWORD={{ secrets.password }}
                DB2={{ config.db.host }}
                """);

        GenerationPlan plan = project.plan().plan();

        assertThat(plan.files())
                .filteredOn(FileChange::isChange)
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.kind()).isEqualTo(Kind.CHANGED);
                    assertThat(file.byHand()).isFalse();
                    assertThat(file.variables())
                            .extracting(Object::toString)
                            .containsExactly(
                                    "VariableChange[name=PASSWORD, kind=CHANGED, origins=[config/secrets/prod.enc.yaml:1:1]]",
                                    "VariableChange[name=DB2, kind=NEW, origins=[config/environments/base.yaml:3:12]]",
                                    "VariableChange[name=B, kind=GONE, origins=[]]",
                                    "VariableChange[name=C, kind=GONE, origins=[]]",
                                    "VariableChange[name=DB, kind=GONE, origins=[]]",
                                    "VariableChange[name=URL, kind=GONE, origins=[]]");
                });
        assertThat(plan.toString()).doesNotContain("n3w").doesNotContain("pr0d");
    }

    @Test
    void a_file_whose_template_is_gone_goes() throws IOException {
        project.plan().write(false);
        Files.delete(home.resolve("config/templates/web.env.j2"));

        GenerationPlan done = project.plan().write(false);

        assertThat(done.files())
                .filteredOn(FileChange::isChange)
                .extracting(FileChange::kind)
                .containsExactly(Kind.GONE);
        assertThat(project.output(".env.web")).doesNotExist();
    }

    @Test
    void a_file_that_was_changed_by_hand_is_replaced_on_request_only() throws IOException {
        project.plan().write(false);
        Files.writeString(project.output(".env"), "A=mine\n");
        Files.writeString(project.output(".env.web"), "TOKEN=mine\n");
        Files.delete(home.resolve("config/templates/web.env.j2"));

        PreparedGeneration prepared = project.plan();

        assertThat(prepared.plan().byHand()).extracting(FileChange::name).containsExactly(".env", ".env.web");
        assertThatThrownBy(() -> prepared.write(false))
                .isInstanceOf(GenerationRefusedException.class)
                .hasMessageContaining("nothing was changed: not as Homelab generated them: .env, .env.web");
        assertThat(project.text(".env")).isEqualTo("A=mine\n");
        prepared.write(true);
        assertThat(project.text(".env")).startsWith("A=base\n");
        assertThat(project.output(".env.web")).doesNotExist();
    }

    @Test
    void a_file_or_link_that_somebody_else_made_is_replaced_on_request_only() throws IOException {
        project.file("mine.env", "A=mine\n");
        Files.createDirectories(project.output(""));
        Files.createSymbolicLink(project.output(".env"), home.resolve("mine.env"));

        assertThatThrownBy(() -> project.plan().write(false)).isInstanceOf(GenerationRefusedException.class);
        project.plan().write(true);

        assertThat(home.resolve("mine.env")).hasContent("A=mine");
        assertThat(Files.isSymbolicLink(project.output(".env"))).isFalse();
    }

    @Test
    void a_file_that_others_can_read_is_closed_to_them() throws IOException {
        project.plan().write(false);
        Files.setPosixFilePermissions(project.output(".env"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(project.plan().write(false).files())
                .extracting(FileChange::kind)
                .contains(Kind.RIGHTS);

        assertThat(rights(project.output(".env"))).isEqualTo("rw-------");
    }

    @Test
    void a_secret_file_that_does_not_open_is_an_error_and_the_base_does_not_stand_in() {
        project.secrets("prod", "password: x\n", AgeIdentity.generate());

        assertThat(project.problems())
                .singleElement()
                .asString()
                .startsWith("config/secrets/prod.enc.yaml: error: no private key here opens this file");
        assertThat(project.output("")).doesNotExist();
    }

    @Test
    void a_secret_file_in_clear_and_a_changed_one_are_errors() throws IOException {
        Path file = home.resolve("config/secrets/prod.enc.yaml");
        Files.writeString(
                file, Files.readString(file).replaceFirst("data:[^A]", "data:A").replaceFirst("data:A[^B]", "data:AB"));
        assertThat(project.problems()).singleElement().asString().contains("does not decrypt");

        project.file("config/secrets/prod.enc.yaml", "password: clear\n");
        assertThat(project.problems())
                .anyMatch(problem -> problem.contains("is not encrypted"))
                .noneMatch(problem -> problem.contains("password: clear"));
    }

    @Test
    void everything_that_is_wrong_is_told_in_one_go() {
        project.file("config/environments/prod.yaml", "a: [")
                .file("config/templates/web.env.j2", "TOKEN={{ secrets.nope | nope }}")
                .secrets("prod", "password: x\n", AgeIdentity.generate())
                .file("config/templates/caddyfile.env", "A=$x\n")
                .file("config/keys/age-key.txt", "# mine\n" + project.identity().secretText() + "\n")
                .file("config/secrets/base.yaml", "password: clear\n");

        assertThat(project.problems())
                .hasSizeGreaterThanOrEqualTo(4)
                .anyMatch(problem -> problem.startsWith("config/environments/prod.yaml:"))
                .anyMatch(problem -> problem.startsWith("config/secrets/prod.enc.yaml: error: no private key"))
                .anyMatch(problem -> problem.startsWith("config/keys/age-key.txt: error: a private key lies where"))
                .anyMatch(problem -> problem.startsWith("config/secrets/base.yaml: error: secrets in clear"));
    }

    @Test
    void an_unknown_environment_or_domain_is_an_error_that_names_the_known_ones() {
        assertThatThrownBy(() -> project.configuration().plan(new GenerationTarget("prdo", "exmple.net")))
                .hasMessageContaining(
                        "config/environments/prdo.yaml: error: the environment prdo has no file; known are prod")
                .hasMessageContaining("did you mean `prod`?")
                .hasMessageContaining(
                        "config/hosts/exmple.net.yaml: error: the domain exmple.net has no file; known are example.net");
    }

    @Test
    void secrets_that_no_template_uses_are_a_warning() {
        project.secrets("prod", "password: x\nold: {one: 1, two: 2}\n");

        assertThat(project.plan().plan().warnings())
                .extracting(Object::toString)
                .containsExactly(
                        "config/secrets/prod.enc.yaml:3:5: warning: no template uses `secrets.old.one` [unused-secret:secrets.old.one]",
                        "config/secrets/prod.enc.yaml:4:5: warning: no template uses `secrets.old.two` [unused-secret:secrets.old.two]");
    }

    @Test
    void a_secret_in_a_branch_that_is_not_taken_is_used() {
        project.secrets("prod", "password: x\nold: 1\n")
                .file(
                        "config/templates/web.env.j2",
                        "TOKEN={{ secrets.web.token }}\n{% if config.a == 'b' %}\nO={{ secrets.old }}\n{% endif %}");

        assertThat(project.plan().plan().warnings()).isEmpty();
    }

    @Test
    void inputs_that_have_changed_since_are_told_by_hashes_alone() throws IOException {
        project.plan().write(false);
        assertThat(Freshness.problems(project.output(""), home)).isEmpty();

        project.file("config/environments/prod.yaml", "b: other\n").file("config/templates/new.env.j2", "A=1\n");
        Files.delete(home.resolve("config/templates/web.env.j2"));

        assertThat(Freshness.problems(project.output(""), home))
                .singleElement()
                .asString()
                .startsWith(
                        "deployment/prod/example_net: warning: the files were generated from inputs that have changed since: "
                                + "config/environments/prod.yaml, config/templates/new.env.j2, config/templates/web.env.j2; "
                                + "`homelab config generate prod example.net --check` shows");
    }

    @Test
    void two_domains_that_lead_to_one_folder_do_not_share_it() {
        project.file("config/hosts/example_net.yaml", "c: other\n").plan().write(false);

        assertThatThrownBy(() -> project.configuration().plan(new GenerationTarget("prod", "example_net")))
                .hasMessageContaining("the folder is that of example.net");
    }

    @Test
    void a_user_would_make_other_files_than_the_next() {
        project.file("config/environments/prod.yaml", "a: x\nb: /home/${USER}\n");

        assertThat(project.problems())
                .singleElement()
                .asString()
                .startsWith("config/environments/prod.yaml:2:4: error: ${USER} would differ");
    }

    @Test
    void two_templates_of_one_file_and_a_folder_in_its_place_are_refused() throws IOException {
        project.file("config/templates/web.env", "A=1\n");
        assertThat(project.problems())
                .singleElement()
                .asString()
                .contains("config/templates/web.env makes the file .env.web, too");

        Files.delete(home.resolve("config/templates/web.env"));
        Files.createDirectories(project.output(".env"));
        assertThat(project.problems())
                .singleElement()
                .asString()
                .contains("a folder stands where a file is to be written");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "a/b", "base", ".", "a b", "-x"})
    void an_environment_is_a_name(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new GenerationTarget(name, "example.net"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "a..b", ".a", "a b", "$(id)"})
    void a_domain_is_a_name(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new GenerationTarget("prod", name));
    }

    @Test
    void a_domain_with_a_port_has_a_folder_of_its_own() {
        assertThat(project.configuration().folder(new GenerationTarget("dev", "localhost:8080")))
                .isEqualTo(home.resolve("deployment/dev/localhost_8080"));
    }
}
