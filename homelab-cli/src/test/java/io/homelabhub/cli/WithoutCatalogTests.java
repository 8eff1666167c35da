package io.homelabhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.cli.output.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where there is no catalog, no command speaks of one, and nothing counts its absence. */
class WithoutCatalogTests {
    private Lab lab;

    @BeforeEach
    void open(@TempDir Path folder) {
        lab = new Lab(folder).file("""
                name: lab
                services:
                  web: {image: "bot:1", privileged: true, ports: ["18081:80", "3000", "4000-4002:4000-4002"]}
                  extra: {image: "bot:1", profiles: [more]}
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--strict plan all",
                "--strict deploy all",
                "--strict status",
                "--strict health",
                "--strict services list",
                "--strict undeploy all",
                "--strict config -q",
                "plan nonsuch",
                "plan extr",
                "undeploy nonsuch"
            })
    void no_command_speaks_of_a_catalog_or_its_groups(String line) {
        lab.type("deploy all");

        Typed.Outcome outcome = lab.type(line);

        assertThat(outcome.out() + outcome.err())
                .doesNotContainIgnoringCase("catalog")
                .doesNotContain("interface")
                .doesNotContain("no service or group")
                .doesNotContain("Groups")
                .doesNotContain("services.yaml");
        assertThat(outcome.code()).isEqualTo(line.startsWith("--strict") ? 0 : ExitCode.USAGE.code());
    }

    @Test
    void a_command_without_names_is_about_everything_as_with_docker_compose() {
        assertThat(lab.type("plan")).isEqualTo(lab.type("plan all"));
        assertThat(lab.type("deploy").code()).isZero();
        assertThat(lab.engine().running()).containsExactly("lab-web-1");
        assertThat(lab.type("--profile more plan").out()).contains("extra");
    }

    @Test
    void nothing_is_taken_away_for_want_of_a_name() {
        Typed.Outcome outcome = lab.type("undeploy");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(outcome.err()).startsWith("homelab: missing NAME: services, groups, patterns or profiles, or all\n");
    }

    @Test
    void a_catalog_of_many_services_is_not_deployed_for_want_of_a_name() {
        Typed.Outcome outcome = Typed.typed("deploy");

        assertThat(outcome.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(outcome.err())
                .startsWith("homelab: missing NAME: give services, groups, patterns or profiles, or all\n");
    }

    @Test
    void a_profile_is_called_a_profile() {
        assertThat(lab.type("services list").out())
                .contains("Profiles:\n  more          - extra\n")
                .contains("  extra         - (profile is not active)\n");
        assertThat(lab.type("plan mor").err()).contains("no service or profile `mor`. Did you mean `more`?");
    }
}
