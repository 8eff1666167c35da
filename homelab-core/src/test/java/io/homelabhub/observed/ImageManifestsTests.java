package io.homelabhub.observed;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.resource.ApiObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageManifestsTests {
    private static ApiObject manifest(String digest, String kind, boolean available, String architecture) {
        return ApiObject.of(Map.of(
                "ID",
                digest,
                "Kind",
                kind,
                "Available",
                available,
                "ImageData",
                Map.of("Platform", Map.of("os", "linux", "architecture", architecture))));
    }

    private static ImageManifests of(ApiObject... manifests) {
        return ImageManifests.of(ApiObject.of(
                Map.of("Id", "sha256:index", "Os", "linux", "Architecture", "amd64", "Manifests", List.of(manifests))));
    }

    private static final ImageManifests INDEX = of(
            manifest("sha256:arm", "image", true, "arm64"),
            manifest("sha256:amd", "image", true, "amd64"),
            manifest("sha256:old", "image", false, "386"),
            manifest("sha256:proof", "attestation", true, "unknown"));

    @Test
    void what_runs_is_the_manifest_for_the_platform() {
        assertThat(INDEX.digestFor(Optional.empty())).contains("sha256:amd");
        assertThat(INDEX.digestFor(Optional.of("linux/arm64/v8"))).contains("sha256:arm");
        assertThat(INDEX.digestFor(Optional.of("linux/386"))).isEmpty();
    }

    @Test
    void a_single_manifest_is_what_runs_whatever_it_is_for() {
        ImageManifests single = of(manifest("sha256:arm", "image", true, "arm64"));
        assertThat(single.digestFor(Optional.empty())).contains("sha256:arm");
        assertThat(single.suit("linux/amd64")).isFalse();
    }

    @Test
    void an_image_suits_the_platforms_that_are_there() {
        assertThat(INDEX.suit("linux/aarch64")).isTrue();
        assertThat(INDEX.suit("amd64")).isTrue();
        assertThat(INDEX.suit("linux/386")).isFalse();
    }

    @Test
    void an_image_without_manifests_suits_its_own_platform_and_one_that_does_not_tell_any() {
        assertThat(of().suit("linux/amd64")).isTrue();
        assertThat(of().suit("linux/arm64")).isFalse();
        assertThat(of().digestFor(Optional.empty())).isEmpty();
        assertThat(ImageManifests.of(ApiObject.EMPTY).suit("linux/arm64")).isTrue();
    }
}
