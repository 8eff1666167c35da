package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | driver failed programming external connectivity on endpoint web (1f): Bind for 0.0.0.0:8080 failed: port is already allocated | CONFLICT",
                "500 | failed to set up container networking: driver failed programming external connectivity on endpoint x: failed to bind host port for 127.0.0.1:5432:172.18.0.2:5432/tcp: address already in use | CONFLICT",
                "500 | write /var/lib/docker/tmp/GetImageBlob1: no space left on device | NO_SPACE",
                "404 | No such image: nginx:nope | NOT_FOUND",
                "404 | manifest for nginx:nope not found: manifest unknown: manifest unknown | NOT_FOUND",
                "404 | pull access denied for x/y, repository does not exist or may require 'docker login' | UNAUTHORIZED",
                "500 | Head \"https://ghcr.io/v2/a/b/manifests/1\": unauthorized | UNAUTHORIZED",
                "500 | toomanyrequests: You have reached your pull rate limit. | BUSY",
                "403 | error while removing network: network lab id 12 has active endpoints | CONFLICT",
                "409 | remove data: volume is in use - [12] | CONFLICT",
                "409 | Conflict. The container name \"/web\" is already in use by container \"12\". | CONFLICT",
                "400 | invalid reference format | REJECTED",
                "500 | something else | OTHER"
            })
    void the_words_decide_and_then_the_status(int status, String words, Kind kind) {
        EngineException failure = Refusal.of("doing it", status, words);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessage("doing it: " + words);
    }

    @Test
    void a_port_that_is_taken_is_named_with_the_way_to_find_its_holder() {
        assertThat(Refusal.of("starting container web", 500, "Bind for 0.0.0.0:8080 failed: port is already allocated")
                        .remedy())
                .startsWith("Port 8080 of the host is taken.")
                .contains("docker ps --filter publish=8080");
        assertThat(Refusal.of(
                                "x",
                                500,
                                "failed to bind host port for 127.0.0.1:5432:172.18.0.2:5432/tcp: address already in use")
                        .remedy())
                .startsWith("Port 5432 of the host is taken.");
        assertThat(Refusal.of("x", 500, "listen tcp4 0.0.0.0:80: bind: address already in use")
                        .remedy())
                .startsWith("Port 80 of the host is taken.");
        assertThat(Refusal.of("x", 500, "failed to bind host port for :::443:: address already in use")
                        .remedy())
                .isNotEmpty();
    }

    @Test
    void a_missing_tag_has_the_same_advice_whichever_store_says_so() {
        assertThat(List.of(
                        "manifest for registry:5000/there:9 not found: manifest unknown: manifest unknown",
                        "failed to resolve reference \"registry:5000/there:9\": registry:5000/there:9: not found"))
                .allSatisfy(words -> assertThat(Refusal.of("pulling image there:9", 404, words))
                        .returns(Kind.NOT_FOUND, EngineException::kind)
                        .returns("Check the image's name and tag.", EngineException::remedy));
    }

    @Test
    void the_words_are_the_message_or_the_plain_text() {
        assertThat(words("{\"message\":\"no\"}")).isEqualTo("no");
        assertThat(words("client version 1.23 is too old\n")).isEqualTo("client version 1.23 is too old");
        assertThat(words("")).isEqualTo("refused without a reason");
        assertThat(words("x".repeat(9999))).hasSizeLessThan(2100);
    }

    private static String words(String body) {
        return Refusal.words(body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Address already in use",
                "failed to set up container networking: Address already in use",
                "Requested address is not available"
            })
    void an_address_that_is_taken_is_not_advised_upon_as_if_it_were_a_port(String words) {
        EngineException refusal = Refusal.of("starting container lab-dns-1", 403, words);

        assertThat(refusal.kind()).isEqualTo(Kind.CONFLICT);
        assertThat(refusal.remedy()).contains("docker network inspect").doesNotContain("port");
    }
}
