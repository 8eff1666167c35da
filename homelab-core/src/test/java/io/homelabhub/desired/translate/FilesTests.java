package io.homelabhub.desired.translate;

import static io.homelabhub.desired.translate.Models.translator;
import static io.homelabhub.desired.translate.Models.tree;
import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.problem.Problem;
import io.homelabhub.resource.FileContent;
import io.homelabhub.resource.HomelabLabels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilesTests {
    private static final String PROJECT = """
            services:
              web:
                image: i
                secrets:
                - {source: key, target: /run/secrets/key}
                - {source: token, target: tok, uid: '5', gid: '6', mode: '0400'}
                configs:
                - {source: conf}
                - {source: text, target: /etc/text}
            secrets:
              key: {name: lab_key, file: /srv/lab/key}
              token: {name: lab_token, environment: TOKEN}
            configs:
              conf: {name: lab_conf, file: /srv/lab/conf}
              text: {name: lab_text, content: hello}
            """;
    private static final Map<String, String> FILES = Map.of("/srv/lab/key", "k", "/srv/lab/conf", "c");

    @Test
    void files_are_bound_and_other_content_is_put_in() {
        var web = translator(PROJECT, FILES, Map.of("TOKEN", "t"))
                .service("web")
                .containers()
                .get(0);
        assertThat(web.hostConfig().objects("Mounts"))
                .containsExactly(
                        tree(
                                "{Type: bind, Source: /srv/lab/key, Target: /run/secrets/key, ReadOnly: true, BindOptions: {}}"),
                        tree("{Type: bind, Source: /srv/lab/conf, Target: /conf, ReadOnly: true}"));
        assertThat(web.files())
                .containsExactly(
                        new FileContent("/run/secrets/tok", 0400, 5, 6, "t".getBytes(StandardCharsets.UTF_8)),
                        new FileContent("/etc/text", 0444, 0, 0, "hello".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void what_no_engine_makes_and_is_not_there_is_a_problem_on_this_machine() {
        Translator translator = translator("""
                services:
                  web:
                    image: i
                    secrets: [{source: key}]
                    configs: [{source: conf}]
                    volumes:
                    - {type: bind, source: /srv/made, target: /made}
                    - {type: bind, source: /srv/none, target: /none, bind: {create_host_path: false}}
                secrets: {key: {name: lab_key, file: /srv/lab/key}}
                configs: {conf: {name: lab_conf, file: /srv/lab/nope}}
                """, FILES, Map.of());
        assertThat(translator.problemsOnThisMachine(List.of("web")))
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "compose.yaml: error: configs.conf.file: config \"conf\" is the file /srv/lab/nope, which is not"
                                + " there; create it",
                        "compose.yaml: error: services.web.volumes[1]: /srv/none is not there, and is not to be made;"
                                + " create it, or leave create_host_path: false out");
    }

    @Test
    void a_variable_that_is_not_set_is_a_problem() {
        Translator translator = translator(PROJECT, FILES, Map.of());
        translator.service("web");
        assertThat(translator.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "compose.yaml: error: secrets.token.environment: the variable TOKEN is not set; set it in"
                                + " the environment or in .env");
    }

    @Test
    void a_read_only_container_takes_files_alone() {
        Translator translator = translator(PROJECT.replace("image: i", "read_only: true"), FILES, Map.of("TOKEN", "t"));
        translator.service("web");
        assertThat(translator.problems()).extracting(Problem::path).containsExactly("services.web.read_only");
    }

    @Test
    void swarms_configs_and_secrets_are_problems() {
        Translator translator = translator("""
                services:
                  web:
                    image: i
                    secrets: [{source: a, target: /run/secrets/a}]
                    configs: [{source: b}]
                secrets: {a: {name: a, external: true}}
                configs: {b: {name: b, file: /b, template_driver: golang}}
                """);
        assertThat(translator.service("web").containers().get(0).hostConfig().objects("Mounts"))
                .isEmpty();
        assertThat(translator.problems()).extracting(Problem::path).containsExactly("configs.b", "secrets.a");
    }

    private static String label(String project, Map<String, String> files, Map<String, String> environment) {
        return translator(project, files, environment)
                .service("web")
                .containers()
                .get(0)
                .labels()
                .getOrDefault(HomelabLabels.CONTENT, "none");
    }

    @Test
    void the_digests_of_all_files_stand_in_a_label() {
        assertThat(label(PROJECT, FILES, Map.of("TOKEN", "t")))
                .matches("/srv/lab/conf=[0-9a-f]{12};/srv/lab/key=[0-9a-f]{6};"
                        + "configs\\.text=[0-9a-f]{12};secrets\\.token=[0-9a-f]{6}");
    }

    @Test
    void a_changed_content_changes_its_digest_alone() {
        String before = label(PROJECT, FILES, Map.of("TOKEN", "t"));
        String after = label(PROJECT, Map.of("/srv/lab/key", "K", "/srv/lab/conf", "c"), Map.of("TOKEN", "t"));
        assertThat(after).isNotEqualTo(before);
        assertThat(after.replaceAll("key=\\w+", "")).isEqualTo(before.replaceAll("key=\\w+", ""));
    }

    @Test
    void equal_secrets_have_different_digests() {
        String label = label(PROJECT, Map.of("/srv/lab/key", "t", "/srv/lab/conf", "t"), Map.of("TOKEN", "t"));
        assertThat(label.replaceAll(".*key=(\\w+);.*", "$1")).isNotEqualTo(label.replaceAll(".*token=(\\w+)", "$1"));
    }

    @Test
    void a_bound_file_that_the_container_may_write_to_counts_only_if_the_service_reacts_to_it() {
        String web = """
                services:
                  web:
                    image: i
                    volumes:
                    - {type: bind, source: /srv/ro, target: /ro, read_only: true}
                    - {type: bind, source: /srv/rw, target: /rw}
                    - {type: bind, source: /srv/folder, target: /folder, read_only: true}
                """;
        Map<String, String> files = Map.of("/srv/ro", "1", "/srv/rw", "2");
        assertThat(label(web, files, Map.of())).matches("/srv/ro=\\w{12}");
        assertThat(label(web + "    x-homelab: {on-content-change: restart}", files, Map.of()))
                .matches("/srv/ro=\\w{12};/srv/rw=\\w{12}");
    }

    @Test
    void a_service_without_files_has_no_such_label() {
        assertThat(label("services: {web: {image: i}}", Map.of(), Map.of())).isEqualTo("none");
    }

    @Test
    void a_seccomp_profile_is_sent_by_its_content() {
        var translator = translator(
                "services: {web: {image: i, security_opt: ['seccomp:p.json', 'seccomp=unconfined', 'seccomp=none.json', odd]}}",
                Map.of("/srv/lab/p.json", "{ \"a b\" : [1,\n 2], \"q\\\" \" : 0 }"),
                Map.of());
        assertThat(translator.service("web").containers().get(0).hostConfig().strings("SecurityOpt"))
                .startsWith("seccomp={\"a b\":[1,2],\"q\\\" \":0}", "seccomp=unconfined");
        assertThat(translator.problems())
                .extracting(Problem::path)
                .containsExactly("services.web.security_opt[2]", "services.web.security_opt[3]");
    }
}
