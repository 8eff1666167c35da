package io.homelabhub.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Valid files that version 2 of Docker Compose refuses and version 5 takes: they mean here what version 5 reads in them. */
class Taken5Tests {
    @TempDir
    private Path directory;

    private Path file(String name, String yaml) throws IOException {
        return Files.writeString(directory.resolve(name), yaml);
    }

    private ComposeProject load(Map<String, String> environment, Path... files) {
        return new ComposeLoader()
                .load(ComposeRequest.in(directory, environment).withFiles(List.of(files)));
    }

    private String config(Path... files) {
        return new ConfigRenderer(load(Map.of(), files)).yaml(false);
    }

    @Test
    void a_bare_ipv6_address_stands_before_a_port() throws IOException {
        Path file = file("compose.yaml", """
                services:
                  a: {image: x, ports: ["::1:6000:6000", "[::1]:6001:6001", "::1:7000-7001:7000-7001", "::1::6005"]}
                """);

        assertThat(config(file))
                .contains("host_ip: ::1\n        target: 6000\n        published: \"6000\"\n")
                .contains("published: \"7001\"")
                .contains("target: 6005");
    }

    @Test
    void what_is_no_address_is_no_address_without_brackets_either() throws IOException {
        Path file = file("compose.yaml", "services: {a: {image: x, ports: ['::6000:6000', 'fe80::1%eth0:1:1']}}");

        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, () -> load(Map.of(), file));

        assertThat(refused.problems())
                .extracting(Problem::path)
                .containsExactly("services.a.ports[0]", "services.a.ports[1]");
    }

    @Test
    void an_entry_that_a_later_file_repeats_counts_once() throws IOException {
        Path first = file("a.yaml", """
                services:
                  a: {image: x, security_opt: ["label:disable"], group_add: [audio], device_cgroup_rules: ["c 1:3 r"]}
                """);
        Path second = file("b.yaml", """
                services:
                  a:
                    security_opt: ["no-new-privileges:true", "label:disable", "no-new-privileges:true"]
                    group_add: [audio]
                    device_cgroup_rules: ["c 1:3 r"]
                """);

        assertThat(config(first, second))
                .contains("security_opt:\n      - label:disable\n      - no-new-privileges:true\n")
                .containsOnlyOnce("- audio")
                .containsOnlyOnce("- c 1:3 r");
    }

    @Test
    void an_entry_twice_in_one_file_is_still_refused() throws IOException {
        Path file = file("compose.yaml", "services: {a: {image: x, security_opt: [one, one]}}");

        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, () -> load(Map.of(), file));

        assertThat(refused.problems()).extracting(Problem::path).containsExactly("services.a.security_opt[1]");
    }

    @Test
    void of_values_with_a_name_the_last_one_counts_though_it_stood_there_before() throws IOException {
        Path first = file("a.yaml", "services: {a: {image: x, environment: [MODE=release]}}");
        Path second = file("b.yaml", "services: {a: {environment: [MODE=debug, MODE=release]}}");

        assertThat(config(first, second)).contains("MODE: release");
    }

    @Test
    void what_a_file_and_the_one_it_includes_both_define_is_merged() throws IOException {
        file("included.yaml", """
                services: {a: {image: one, ports: ["80:80"], environment: {X: "1"}, labels: {k: included}}}
                networks: {n: {internal: true}}
                volumes: {vol: {labels: {k: v}}}
                """);
        Path file = file("compose.yaml", """
                include: [included.yaml]
                services:
                  a: {image: two, ports: !override ["81:81"], environment: !reset null, networks: [n], volumes: ["vol:/v"]}
                networks: {n: {driver: bridge}}
                volumes: {vol: }
                """);

        assertThat(config(file))
                .contains("image: two", "published: \"81\"", "k: included", "internal: true", "driver: bridge")
                .contains("k: v")
                .doesNotContain("published: \"80\"", "environment");
    }

    @Test
    void jobs_come_from_included_files_too() throws IOException {
        file("included.yaml", "jobs: {nightly: {image: x, triggers: {manual: true}}}");
        Path file = file("compose.yaml", "{include: [included.yaml], services: {a: {image: x}}}");

        assertThat(load(Map.of(), file).jobs()).containsOnlyKeys("nightly");
    }

    @Test
    void a_service_extends_one_that_is_included() throws IOException {
        file("included.yaml", "services: {base: {image: one, environment: {Y: \"1\"}, volumes: [\"./d:/d\"]}}");
        Path file = file(
                "compose.yaml", "{include: [included.yaml], services: {a: {extends: {service: base}, image: two}}}");

        ComposeService service =
                Objects.requireNonNull(load(Map.of(), file).services().get("a"));

        assertThat(service.canonical().toString())
                .contains("image=two", "Y=1", directory.resolve("d").toString());
    }

    @Test
    void a_limit_is_merged_with_what_an_earlier_file_says() throws IOException {
        Path first = file("a.yaml", "services: {a: {image: x, ulimits: {nofile: {soft: 1, hard: 2}, nproc: 5}}}");
        Path second = file("b.yaml", "services: {a: {ulimits: {nofile: {hard: 3}, nproc: {soft: 1, hard: 2}}}}");

        assertThat(config(first, second))
                .contains("nofile:\n        soft: 1\n        hard: 3\n", "nproc:\n        soft: 1\n        hard: 2\n");
    }

    @Test
    void an_alternative_that_is_not_used_is_not_filled_in() throws IOException {
        Path file = file("compose.yaml", """
                services:
                  a: {image: "${X:-${Y:?no y}}", hostname: "${X:?${Y:?w}}", labels: {k: "${Z:+${Y:?z}}", l: "${X-${U}}"}}
                """);

        ComposeProject project = load(Map.of("X", "given"), file);

        assertThat(new ConfigRenderer(project).yaml(false)).contains("image: given", "hostname: given", "k: \"\"");
        assertThat(project.warnings()).isEmpty();
    }

    @Test
    void flags_of_a_dependency_may_be_variables() throws IOException {
        Path file = file("compose.yaml", """
                services:
                  a:
                    image: x
                    depends_on: {b: {condition: service_started, required: "${R:-false}", restart: "${S:-true}"}}
                  b: {image: x}
                """);

        assertThat(config(file)).contains("restart: true", "required: false");
    }

    @Test
    void a_limit_without_bound_may_be_a_string() throws IOException {
        Path file = file("compose.yaml", "services: {a: {image: x, mem_limit: 64m, memswap_limit: \"${S:--1}\"}}");

        assertThat(config(file)).contains("memswap_limit: \"-1\"");
    }
}
