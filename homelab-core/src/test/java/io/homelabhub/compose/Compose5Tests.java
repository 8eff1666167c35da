package io.homelabhub.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.compose.tree.View;
import io.homelabhub.desired.translate.ComposeTranslation;
import io.homelabhub.desired.translate.Translator;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ComposeDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What version 5 of Docker Compose has that version 2 has not. */
class Compose5Tests {
    private static final String NEW_KEYS = """
            services:
              web:
                image: busybox
                build: {context: ., no_cache_filter: [base]}
                pre_start: [{command: migrate, per_replica: true, environment: {A: "1"}}]
              db: {image: busybox}
            jobs:
              nightly: {image: busybox, triggers: {schedule: ["0 2 * * *", {cron: "@daily", concurrency: forbid}]}}
            """;

    @TempDir
    private Path directory;

    private ComposeProject load(String yaml) throws IOException {
        Files.writeString(directory.resolve("compose.yaml"), yaml);
        return new ComposeLoader().load(ComposeRequest.in(directory, Map.of()));
    }

    private List<String> errors(String yaml) {
        InvalidInputException refused = catchThrowableOfType(InvalidInputException.class, () -> load(yaml));
        return refused.problems().stream()
                .filter(Problem::isError)
                .map(Problem::path)
                .toList();
    }

    @Test
    void new_keys_do_not_cost_the_rest_of_the_file() throws IOException {
        ComposeProject project = load(NEW_KEYS);

        assertThat(project.services()).containsOnlyKeys("web", "db");
        assertThat(project.warnings())
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "services.web.build.no_cache_filter", "services.web.pre_start", "jobs.nightly");
        assertThat(View.of(web(project).canonical()).has("pre_start")).isTrue();
    }

    @Test
    void what_is_wrong_within_new_keys_is_found() {
        assertThat(errors("services: {web: {image: x, pre_start: [{comand: y}]}}"))
                .containsExactly("services.web.pre_start[0].comand");
        assertThat(errors("jobs: {j: {image: x}}")).containsExactly("jobs.j");
        assertThat(errors("jobs: {j: {image: x, triggers: {schedule: [{cron: x, missed_fires: all}]}}}"))
                .containsExactly("jobs.j.triggers.schedule[0].missed_fires");
    }

    @Test
    void a_service_with_a_hook_before_its_start_is_refused_where_it_stands_and_no_other_is() throws IOException {
        Translator translator =
                ComposeTranslation.of(load(NEW_KEYS), Map.of(), Map.of()).translator();

        translator.service("db");
        assertThat(translator.problems()).isEmpty();
        translator.service("web");
        assertThat(translator.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("services.web.pre_start");
            assertThat(problem.location().line()).isEqualTo(5);
            assertThat(problem.isError()).isTrue();
        });
    }

    @Test
    void a_hook_is_printed_with_what_it_takes_from_its_service_volumes_aside() throws IOException {
        String config = new ConfigRenderer(load("""
                services:
                  web:
                    image: one
                    environment: {A: "1", B: "2"}
                    cap_add: [NET_ADMIN]
                    volumes: ["./d:/d"]
                    ports: ["80:80"]
                    depends_on: [db]
                    command: run
                    pre_start:
                      - {command: migrate, environment: {B: "3"}, cap_add: [SYS_TIME, NET_ADMIN], volumes: ["./e:/e"]}
                      - {image: two, networks: {m: {}}}
                  db: {image: one}
                networks: {m: }
                x-homelab: {compose-dialect: 5}
                """)).yaml(false);

        assertThat(config.replace(directory.toString(), "/lab")).contains("""
                    pre_start:
                      - cap_add:
                          - NET_ADMIN
                          - SYS_TIME
                        command:
                          - migrate
                        environment:
                          A: "1"
                          B: "3"
                        image: one
                        networks:
                          default: null
                        volumes:
                          - type: bind
                            source: /lab/e
                            target: /e
                            bind: {}
                      - cap_add:
                          - NET_ADMIN
                        command:
                          - run
                        environment:
                          A: "1"
                          B: "2"
                        image: two
                        networks:
                          default: null
                          m: {}
                """);
    }

    @Test
    void jobs_are_printed() throws IOException {
        ConfigRenderer renderer = new ConfigRenderer(load(NEW_KEYS));

        assertThat(renderer.yaml(false)).contains("""
                jobs:
                  nightly:
                    triggers:
                      schedule:
                        - cron: 0 2 * * *
                        - cron: '@daily'
                          concurrency: forbid
                """);
        assertThat(renderer.json()).contains("\"jobs\": {", "\"cron\": \"0 2 * * *\"");
    }

    @Test
    void the_files_choose_a_dialect_for_what_is_new_and_what_is_printed() throws IOException {
        String yaml = """
                services: {web: {image: x, volumes: ["./d:/d"], networks: [n]}}
                networks: {n: {ipam: {options: {foo: bar}}}}
                """;

        assertThat(load(yaml).dialect()).isEmpty();
        assertThat(new ConfigRenderer(load(yaml)).json())
                .contains("\"create_host_path\": true")
                .doesNotContain("foo");
        ComposeProject five = load(yaml + "x-homelab: {compose-dialect: 5}\n");
        assertThat(five.dialect()).contains(ComposeDialect.V5);
        assertThat(new ConfigRenderer(five).json())
                .doesNotContain("create_host_path")
                .contains("\"foo\": \"bar\"");
    }

    @Test
    void a_dialect_that_is_none_is_refused() {
        assertThat(errors("services: {}\nx-homelab: {compose-dialect: 3}\n"))
                .containsExactly("x-homelab.compose-dialect");
        assertThat(errors("services: {}\nx-homelab: {compose-dialekt: 5}\n"))
                .containsExactly("x-homelab.compose-dialekt");
        assertThat(errors("services: {}\nx-homelab: 5\n")).containsExactly("x-homelab");
    }

    @Test
    void the_hash_of_a_bind_says_only_in_version_2_that_its_folder_is_made() throws IOException {
        ComposeProject made =
                load("services: {web: {image: x, volumes: [{type: bind, source: /a, target: /d, bind: {}}]}}");
        ComposeProject refused = load("services: {web: {image: x, volumes: [{type: bind, source: /a, target: /d,"
                + " bind: {create_host_path: false}}]}}");

        assertThat(text(ComposeDialect.V5, made)).contains("\"bind\":{}");
        assertThat(text(ComposeDialect.V5, refused)).contains("\"bind\":{\"create_host_path\":false}");
        assertThat(text(ComposeDialect.V2, refused)).isEqualTo(text(ComposeDialect.V5, made));
    }

    private static ComposeService web(ComposeProject project) {
        return Objects.requireNonNull(project.services().get("web"));
    }

    private static String text(ComposeDialect dialect, ComposeProject project) {
        return ConfigHash.text(dialect, project, web(project), other -> "");
    }
}
