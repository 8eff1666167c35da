package io.homelabhub.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTests {
    @ParameterizedTest
    @CsvSource({
        "redis, docker.io/library/redis:latest, redis:latest",
        "postgres:16-alpine, docker.io/library/postgres:16-alpine, postgres:16-alpine",
        "docker.io/library/postgres:16, docker.io/library/postgres:16, postgres:16",
        "index.docker.io/minio/minio, docker.io/minio/minio:latest, minio/minio:latest",
        "docker.io/redis, docker.io/library/redis:latest, redis:latest",
        "ghcr.io/home-assistant/home-assistant:stable, ghcr.io/home-assistant/home-assistant:stable,"
                + " ghcr.io/home-assistant/home-assistant:stable",
        "localhost/x, localhost/x:latest, localhost/x:latest",
        "localhost:5000/x/y:1, localhost:5000/x/y:1, localhost:5000/x/y:1",
        "redis:7@sha256:abc, docker.io/library/redis@sha256:abc, redis@sha256:abc"
    })
    void a_reference_has_one_full_and_one_short_spelling(String reference, String canonical, String familiar) {
        assertThat(ImageName.parse(reference))
                .returns(canonical, ImageName::canonical)
                .returns(familiar, ImageName::familiar);
    }

    @Test
    void docker_hub_has_a_key_of_its_own_in_the_credentials_file() {
        assertThat(ImageName.parse("redis").credentialsKey()).isEqualTo("https://index.docker.io/v1/");
        assertThat(ImageName.parse("ghcr.io/a/b").credentialsKey()).isEqualTo("ghcr.io");
    }

    @Test
    void an_id_is_no_name() {
        assertThat(ImageName.isId("sha256:" + "ab".repeat(32))).isTrue();
        assertThat(ImageName.isId("ab".repeat(32))).isTrue();
        assertThat(ImageName.isId("redis")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis",
                "redis:7-alpine",
                "a/b_c__d-e--f.g",
                "ghcr.io/x/y:v1.2_3",
                "localhost:5000/x",
                "[::1]:5000/x",
                "x@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void what_an_engine_can_have_is_possible(String reference) {
        assertThat(ImageName.isPossible(reference)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Redis",
                "redis:",
                "redis:7 alpine",
                "redis 7",
                "x//y",
                "/x",
                "x/",
                "-x",
                "x_",
                "x..y",
                ":7",
                "x:-7",
                "x@sha256:12",
                "https://ghcr.io/x/y",
                "ghcr.io/X/y",
                "${IMAGE}",
                "a:b:c"
            })
    void what_none_can_have_is_not(String reference) {
        assertThat(ImageName.isPossible(reference)).isFalse();
    }
}
