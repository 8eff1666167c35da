package io.homelabhub.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LateLabelsTests {
    private static Map<String, String> complete(String key, String value) {
        return LateLabels.complete(
                Map.of("owner", "me", key, value), "web", image -> "sha256:" + image, name -> "id-of-" + name);
    }

    @Test
    void an_empty_image_id_is_put_in() {
        assertThat(complete(ComposeLabels.IMAGE, ""))
                .isEqualTo(Map.of("owner", "me", ComposeLabels.IMAGE, "sha256:web"));
    }

    @Test
    void a_hash_is_taken_when_the_ids_in_its_text_are_known() {
        // JSON writes the mark as an escape
        String text = "{\"network_mode\":\"container:" + LateLabels.idOf("vpn").replace("\u0001", "\\u0001") + "\"}";
        String json = "{\"network_mode\":\"container:id-of-vpn\"}";
        assertThat(complete(ComposeLabels.CONFIG_HASH, text))
                .containsEntry(ComposeLabels.CONFIG_HASH, Sha256.hex(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void the_ids_of_mounted_images_are_put_in() {
        String value = "/a=" + LateLabels.idOfImage("one:1") + ",/b=" + LateLabels.idOfImage("two");
        assertThat(LateLabels.isLate(ComposeLabels.IMAGE_VOLUME_DIGEST, value)).isTrue();
        assertThat(complete(ComposeLabels.IMAGE_VOLUME_DIGEST, value))
                .containsEntry(ComposeLabels.IMAGE_VOLUME_DIGEST, "/a=sha256:one:1,/b=sha256:two");
    }

    @Test
    void values_that_are_known_stay() {
        assertThat(complete(ComposeLabels.CONFIG_HASH, "abc")).containsEntry(ComposeLabels.CONFIG_HASH, "abc");
        assertThat(complete(ComposeLabels.IMAGE, "sha256:other")).containsEntry(ComposeLabels.IMAGE, "sha256:other");
        assertThat(LateLabels.isLate("owner", "")).isFalse();
    }
}
