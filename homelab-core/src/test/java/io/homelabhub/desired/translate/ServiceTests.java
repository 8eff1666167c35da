package io.homelabhub.desired.translate;

import static io.homelabhub.desired.translate.Models.translator;
import static io.homelabhub.desired.translate.Models.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.desired.ContentPolicy;
import io.homelabhub.desired.ContentPolicy.Reaction;
import io.homelabhub.desired.DesiredImage;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ImageBuild;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTests {
    private static TranslatedService web(String settings) {
        return translator("services: {web: {image: i, " + settings + "}}").service("web");
    }

    @ParameterizedTest
    @CsvSource({
        "hostname: h,                                                                       PT2M",
        "healthcheck: {test: [CMD; x]; interval: 10s; timeout: 5s; retries: 3},             PT2M",
        "healthcheck: {test: [CMD; x]; start_period: 5m; interval: 10s; timeout: 5s; retries: 4}, PT6M30S",
        "healthcheck: {start_period: 1m},                                                   PT4M30S",
        "healthcheck: {disable: true; start_period: 9m},                                    PT2M",
        "x-homelab: {ready-within: 1h30m},                                                  PT1H30M",
    })
    void there_is_time_for_all_retries_of_the_health_check(String settings, Duration within) {
        assertThat(web(settings.replace(';', ',')).readyWithin()).isEqualTo(within);
    }

    @Test
    void homelabs_own_options_have_defaults() {
        TranslatedService web = web("hostname: h");
        assertThat(web.probing()).isTrue();
        assertThat(web.contentPolicy()).isEqualTo(ContentPolicy.DEFAULT);
    }

    @Test
    void homelabs_own_options_are_read() {
        TranslatedService web = web("x-homelab: {probe: engine, on-content-change: 'signal:HUP'}");
        assertThat(web.probing()).isFalse();
        assertThat(web.contentPolicy()).isEqualTo(new ContentPolicy(Reaction.SIGNAL, Optional.of("SIGHUP")));
        assertThat(web("x-homelab: {on-content-change: ignore}").contentPolicy())
                .isEqualTo(new ContentPolicy(Reaction.IGNORE, Optional.empty()));
    }

    @Test
    void the_number_of_a_signal_is_sent_as_it_stands() {
        assertThat(web("x-homelab: {on-content-change: 'signal:9'}").contentPolicy())
                .isEqualTo(new ContentPolicy(Reaction.SIGNAL, Optional.of("9")));
    }

    @Test
    void options_that_are_not_understood_are_all_reported() {
        Translator translator = translator(
                "services: {web: {image: i, x-homelab: {prob: engine, on-content-change: reload, ready-within: 5}}}");
        translator.service("web");
        assertThat(translator.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "compose.yaml: error: services.web.x-homelab.on-content-change: \"reload\" is none of recreate,"
                                + " restart, signal:SIGNAL and ignore",
                        "compose.yaml: error: services.web.x-homelab.prob: there is no such option; did you mean"
                                + " \"probe\"?",
                        "compose.yaml: error: services.web.x-homelab.ready-within: \"5\" is not a duration of more than"
                                + " zero, such as 90s, 5m or 1h30m");
    }

    @Test
    void a_build_carries_what_the_engine_can_be_told() {
        DesiredImage image = translator("""
                        services:
                          web:
                            build:
                              context: /srv/app
                              dockerfile: D
                              args: {A: '1'}
                              labels: {l: v}
                              target: run
                              tags: ['x:1']
                              network: host
                              shm_size: '1024'
                              extra_hosts: ['h=1.2.3.4']
                              cache_from: ['app:cache', 'type=local,src=x']
                              no_cache: true
                              pull: true
                              platforms: [linux/arm64]
                            pull_policy: build
                        """).service("web").image();
        assertThat(image.reference()).isEqualTo("lab-web");
        assertThat(image.policy()).isEqualTo(DesiredImage.Policy.BUILD);
        assertThat(image.build())
                .contains(
                        new ImageBuild(
                                "lab-web",
                                List.of("x:1"),
                                Path.of("/srv/app"),
                                "D",
                                Optional.empty(),
                                Map.of("A", "1"),
                                Optional.of("run"),
                                Optional.of("linux/arm64"),
                                Map.of(
                                        "l", "v",
                                        "com.docker.compose.project", "lab",
                                        "com.docker.compose.service", "web",
                                        "com.docker.compose.version", "2.40.3"),
                                true,
                                true,
                                tree(
                                        "{networkmode: host, shmsize: 1024, extrahosts: ['h:1.2.3.4'], cachefrom: ['app:cache']}")));
    }

    @Test
    void a_build_that_cannot_be_done_is_no_problem_until_its_image_is_needed() {
        Translator translator = translator("""
                services:
                  a: {build: {context: 'https://example.org/x.git'}}
                  b: {image: b, build: {context: /b, platforms: [a/b, c/d]}, pull_policy: daily}
                """);
        assertThat(translator.service("a").image().build()).isEmpty();
        assertThat(translator.service("a").image().unbuildable())
                .contains("compose.yaml: building from a repository or URL is not possible");
        translator.service("b");
        assertThat(translator.problems())
                .extracting(problem -> problem.isError() + " " + problem.path())
                .containsExactly("false services.b.build.platforms");
    }

    @Test
    void pull_policies_by_the_clock_are_times() {
        Translator translator = translator("""
                services:
                  a: {image: a, pull_policy: daily}
                  b: {image: b, pull_policy: weekly}
                  c: {image: c, pull_policy: every_1d12h}
                  d: {image: d, pull_policy: always}
                  e: {image: e, pull_policy: every_moon}
                """);
        assertThat(Stream.of("a", "b", "c", "d")
                        .map(service ->
                                translator.service(service).image().policy().toString()))
                .containsExactly("every 24h", "every 168h", "every 36h", "always");
        translator.service("e");
        assertThat(translator.problems())
                .singleElement()
                .asString()
                .contains("services.e.pull_policy", "every_moon", "give always, missing, never");
    }

    @Test
    void a_remote_build_whose_image_has_a_name_is_pulled_instead() {
        Translator translator = translator("services: {a: {image: reg/a, build: {context: 'github.com/reg/a'}}}");
        assertThat(translator.service("a").image().build()).isEmpty();
        assertThat(translator.problems()).noneMatch(Problem::isError).hasSize(1);
    }

    @Test
    void the_platform_of_the_environment_is_for_services_that_name_none() {
        Translator translator = translator(
                "services: {a: {image: i}, b: {image: i, platform: linux/amd64}}",
                Map.of(),
                Map.of("DOCKER_DEFAULT_PLATFORM", "linux/arm64"));
        assertThat(translator.service("a").containers().get(0).platform()).contains("linux/arm64");
        assertThat(translator.service("b").image().platform()).contains("linux/amd64");
    }

    @Test
    void a_service_that_a_provider_stands_for_has_no_containers() {
        assertThat(translator("services: {a: {provider: {type: cloud}}}")
                        .service("a")
                        .containers())
                .isEmpty();
    }

    @Test
    void a_service_names_its_networks_and_volumes_by_key() {
        TranslatedService web = translator("""
                        services:
                          web:
                            image: i
                            container_name: www
                            scale: 0
                            networks: {b: null, a: null}
                            volumes:
                            - {type: volume, source: v, target: /v}
                            - {type: volume, target: /anonymous}
                            - {type: bind, source: /v, target: /w}
                        networks: {a: {name: x}, b: {name: y}}
                        volumes: {v: {name: z}, w: {name: w}}
                        """).service("web");
        assertThat(web.containers()).isEmpty();
        assertThat(web.networks()).containsExactly("a", "b");
        assertThat(web.volumes()).containsExactly("v");
        assertThat(web.fixedName()).isTrue();
    }

    @Test
    void asking_for_what_the_model_does_not_have_is_a_mistake_of_the_caller() {
        assertThatThrownBy(() -> translator("services: {}").service("web"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no web among the services");
    }

    @ParameterizedTest
    @CsvSource({"image: Redis:7, image", "image: 'redis:', image", "'image: x, build: {tags: [X:Y Z]}', build.tags"})
    void a_name_that_no_image_can_have_is_refused_with_its_place(String settings, String key) {
        var translator = translator("services: {web: {" + settings + "}}");
        translator.service("web");
        assertThat(translator.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("services.web." + key);
            assertThat(problem.toString()).contains("cannot be the name of an image");
        });
    }
}
