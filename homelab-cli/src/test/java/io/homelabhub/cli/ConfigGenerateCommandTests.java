package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.Typed.Outcome;
import io.homelabhub.cli.output.ExitCode;
import io.homelabhub.sops.age.AgeIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code config init} and {@code config generate} with what the repository has in {@code config/}. */
@Timeout(120)
class ConfigGenerateCommandTests {
    private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
    private static final String MARK = "m4rker-Vq8!$x'";

    private final AgeIdentity identity = AgeIdentity.generate();

    @TempDir
    private Path home;

    @BeforeEach
    void copy_the_repositorys_configuration() throws IOException {
        for (String part : new String[] {"config", "orchestration", ".orchestration", ".gitignore"}) {
            try (Stream<Path> files = Files.walk(TOP.resolve(part))) {
                for (Path file : files.filter(file -> !file.startsWith(TOP.resolve("config/secrets")))
                        .sorted()
                        .toList()) {
                    Files.copy(file, home.resolve(TOP.relativize(file).toString()), LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    private Typed typing() {
        return new Typed().in(home).with("SOPS_AGE_KEY", identity.secretText());
    }

    private Outcome type(String line) {
        return typing().type(line);
    }

    private void init() {
        Outcome made = type("config init");
        assertThat(made.code()).as(made.err()).isZero();
    }

    @Test
    void the_specifications_line_works_once_the_rest_is_made() {
        init();

        Outcome generated = type("config generate prod evindrake.net");

        assertThat(generated.code()).as(generated.err()).isZero();
        assertThat(generated.err()).isEmpty();
        assertThat(generated.out())
                .startsWith("config generate prod evindrake.net -> deployment/prod/evindrake_net\n")
                .contains("+ .env  new, 11 variables\n", "+ Caddyfile  new\n", "Written: 7 new (0 unchanged).\n")
                .endsWith("Next: DEPLOYMENT_PATH=deployment/prod/evindrake_net homelab plan\n");
        assertThat(home.resolve("deployment/prod/evindrake_net/.env"))
                .content()
                .containsPattern("POSTGRES_PASSWORD=[0-9a-f]{48}\n");
        assertThat(type("config generate prod evindrake.net").out())
                .endsWith("Nothing to do: 7 files are as generated.\n");
        assertThat(type("config generate dev localhost").code()).isZero();
        assertThat(home.resolve("deployment/dev/localhost/Caddyfile"))
                .content()
                .contains("\nhttp://dashboard.localhost {\n");
    }

    @Test
    void nothing_of_the_repository_is_changed_by_init_but_what_is_missing() throws IOException {
        init();

        for (String name : new String[] {"environments/base.yaml", "templates/shared.env.j2", "templates/Caddyfile"}) {
            assertThat(home.resolve("config").resolve(name))
                    .hasSameTextualContentAs(TOP.resolve("config").resolve(name));
        }
        assertThat(Files.readString(home.resolve(".gitignore"))).isEqualTo(Files.readString(TOP.resolve(".gitignore")));
        assertThat(type("config init").err()).startsWith("Nothing to make: everything is there.\n");
    }

    @Test
    void without_a_key_the_next_step_is_told() {
        Outcome made = new Typed().in(home).with("HOME", home.toString()).type("config init");

        assertThat(made.code()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(made.err()).endsWith("Type `homelab secrets keygen`, then this command again.\n");
        Outcome generated =
                new Typed().in(home).with("HOME", home.toString()).type("config generate prod evindrake.net");
        assertThat(generated.code()).isEqualTo(ExitCode.INVALID_INPUT.code());
        assertThat(generated.err())
                .contains("config/templates/shared.env.j2:4: error: `secrets.postgres_password` is not defined");
    }

    @Test
    void a_changed_secret_is_shown_by_name_and_place_and_never_by_value() throws IOException {
        init();
        type("config generate prod evindrake.net");
        typing().piping(MARK).type("secrets set config/secrets/prod.enc.yaml redis_password");

        Outcome check = type("config generate prod evindrake.net --check");
        Outcome json = type("config generate prod evindrake.net --check --format json");

        assertThat(check.code()).isEqualTo(ExitCode.CHANGES_PENDING.code());
        assertThat(check.out())
                .contains("   ~ .env  changed\n       ~ REDIS_PASSWORD  config/secrets/prod.enc.yaml:1:1\n")
                .contains("Not written: 3 changed (4 unchanged).");
        assertThat(json.out()).contains("\"config/secrets/prod.enc.yaml:1:1\"", "\"written\" : false");
        assertThat(check.out() + check.err() + json.out()).doesNotContain("m4rker");
        Outcome written = type("config generate prod evindrake.net");
        assertThat(written.out() + written.err()).doesNotContain("m4rker");
        assertThat(home.resolve("deployment/prod/evindrake_net/.env"))
                .content()
                .contains("REDIS_PASSWORD=\"m4rker-Vq8!\\$x'\"\n");
    }

    @Test
    void a_file_that_was_changed_by_hand_is_refused_with_what_to_type() throws IOException {
        init();
        type("config generate prod evindrake.net");
        Files.writeString(home.resolve("deployment/prod/evindrake_net/.env"), "MINE=1\n");

        Outcome refused = type("config generate prod evindrake.net");

        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(refused.err())
                .contains("nothing was changed: not as Homelab generated them: .env in ")
                .contains("`homelab config generate prod evindrake.net --overwrite`");
        assertThat(home.resolve("deployment/prod/evindrake_net/.env")).hasContent("MINE=1");
        assertThat(type("config generate prod evindrake.net --check").out()).contains("~ .env  changed (!)");
        assertThat(type("config generate prod evindrake.net --overwrite").code())
                .isZero();
    }

    @Test
    void a_plan_says_that_inputs_have_changed_since() throws IOException {
        init();
        type("config generate prod evindrake.net");
        Files.writeString(home.resolve("config/environments/prod.yaml"), "log_level: debug\n");

        Outcome validated = typing().with("DEPLOYMENT_PATH", "deployment/prod/evindrake_net")
                .type("config --quiet");

        assertThat(validated.err())
                .contains(
                        "deployment/prod/evindrake_net: warning: the files were generated from inputs that have changed since:"
                                + " config/environments/prod.yaml; `homelab config generate prod evindrake.net --check` shows");
    }
}
