package io.homelabhub.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.compose.tree.View;
import io.homelabhub.desired.ServiceHooks;
import io.homelabhub.desired.translate.ComposeTranslation;
import io.homelabhub.desired.translate.EncryptedValues;
import io.homelabhub.desired.translate.TranslatedService;
import io.homelabhub.desired.translate.Translator;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.HookCommand;
import io.homelabhub.resource.NetworkAttachment;
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
              nightly: {image: busybox, triggers: {schedule: ["0 2 * * *", {cron: "0 4 * * *", concurrency: forbid}]}}
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
                .containsExactlyInAnyOrder("services.web.build.no_cache_filter");
        assertThat(project.jobs()).containsOnlyKeys("nightly");
        assertThat(View.of(web(project).canonical()).has("pre_start")).isTrue();
    }

    @Test
    void what_is_wrong_within_new_keys_is_found() {
        assertThat(errors("services: {web: {image: x, pre_start: [{comand: y}]}}"))
                .containsExactly("services.web.pre_start[0].comand");
        assertThat(errors("jobs: {j: {image: x}}")).containsExactly("jobs.j");
        assertThat(errors("jobs: {j: {image: x, triggers: {schedule: [{cron: '* * * * *', missed_fires: all}]}}}"))
                .containsExactly("jobs.j.triggers.schedule[0].missed_fires");
    }

    @Test
    void a_hook_for_each_container_is_refused_where_it_stands_and_no_other_is() throws IOException {
        Translator translator = translator("""
                services:
                  db: {image: x, pre_start: [{command: a, per_replica: false}]}
                  web:
                    image: x
                    pre_start:
                      - {command: a}
                      - command: b
                        per_replica: true
                """);

        translator.service("db");
        assertThat(translator.problems()).isEmpty();
        translator.service("web");
        assertThat(translator.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("services.web.pre_start[1].per_replica");
            assertThat(problem.location().line()).isEqualTo(8);
            assertThat(problem.isError()).isTrue();
        });
    }

    @Test
    void what_a_hook_before_the_start_runs_in_is_like_its_service_and_nobody_is_led_to_it() throws IOException {
        TranslatedService web = translator("""
                name: lab
                services:
                  web:
                    image: one
                    environment: {A: "1"}
                    networks: {front: {aliases: [w]}}
                    volumes: ["data:/d"]
                    healthcheck: {test: "true"}
                    restart: always
                    ports: ["80:80"]
                    pre_start:
                      - {command: [a], environment: {B: "2"}, volumes: ["seed:/s"]}
                      - {image: two, networks: {back: {}}, pull_policy: always}
                networks: {front: , back: }
                volumes: {data: , seed: }
                """).service("web");
        ContainerSpec first = web.hooks().preStart().get(0).runnerBeside("lab-web-1", "5.6.0");
        ContainerSpec second = web.hooks().preStart().get(1).runnerBeside("lab-web-1", "5.6.0");

        assertThat(first.name()).isEqualTo("lab-web-pre_start-0");
        assertThat(first.image()).isEqualTo("one");
        assertThat(first.config().strings("Env")).containsExactly("A=1", "B=2");
        assertThat(first.config().object("Healthcheck").isEmpty()).isTrue();
        assertThat(first.hostConfig().strings("VolumesFrom")).containsExactly("lab-web-1");
        assertThat(first.hostConfig().object("PortBindings").isEmpty()).isTrue();
        assertThat(first.labels())
                .containsEntry(ComposeLabels.SERVICE, "web")
                .containsEntry(ComposeLabels.HOOK, "pre_start")
                .containsEntry(ComposeLabels.HOOK_INDEX, "0")
                .containsEntry(ComposeLabels.VERSION, "5.6.0")
                .doesNotContainKeys(ComposeLabels.CONFIG_HASH, ComposeLabels.CONTAINER_NUMBER, ComposeLabels.ONE_OFF);
        assertThat(first.networks()).singleElement().satisfies(place -> assertThat(
                        place.endpoint().strings("Aliases"))
                .isEmpty());
        assertThat(second.name()).isEqualTo("lab-web-pre_start-1");
        assertThat(second.networks()).extracting(NetworkAttachment::network).contains("lab_back");
        assertThat(web.hooks().preStart().get(0).image()).isSameAs(web.image());
        assertThat(web.hooks().preStart().get(1).image().reference()).isEqualTo("two");
        assertThat(web.networks()).containsExactlyInAnyOrder("front", "back");
        assertThat(web.volumes()).containsExactlyInAnyOrder("data", "seed");
    }

    @Test
    void what_is_run_in_a_container_has_all_that_the_file_says_and_tells_nothing_of_it() throws IOException {
        ServiceHooks hooks = translator("""
                services:
                  web:
                    image: one
                    post_start:
                      - {command: chown app /d, user: root, privileged: true, working_dir: /d, environment: {K: canary}}
                      - {command: [ready]}
                    pre_stop: [{command: [flush]}]
                """).service("web").hooks();

        HookCommand chown = hooks.postStart().get(0);
        assertThat(chown.command()).containsExactly("chown", "app", "/d");
        assertThat(chown.user()).contains("root");
        assertThat(chown.privileged()).isTrue();
        assertThat(chown.workingDirectory()).contains("/d");
        assertThat(chown.environment()).containsExactly("K=canary");
        assertThat(hooks.postStart()).hasToString("[post_start[0], post_start[1]]");
        assertThat(hooks.preStop()).hasToString("[pre_stop[0]]");
    }

    private Translator translator(String compose) throws IOException {
        return ComposeTranslation.of(load(compose), Map.of(), Map.of(), EncryptedValues.NONE)
                .translator();
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
                    name: nightly
                    triggers:
                      schedule:
                        - cron: 0 2 * * *
                        - cron: 0 4 * * *
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
