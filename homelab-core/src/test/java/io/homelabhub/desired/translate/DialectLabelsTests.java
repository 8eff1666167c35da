package io.homelabhub.desired.translate;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.LateLabels;
import io.homelabhub.resource.ResourceId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DialectLabelsTests {
    private static Map<String, String> web(ComposeDialect dialect, String volumes) {
        return Models.translator("services: {web: {image: x, volumes: [" + volumes + "]}}")
                .dialects(List.of("web"), List.of(), List.of())
                .labels()
                .getOrDefault(ResourceId.service("web"), Map.of())
                .getOrDefault(dialect, Map.of());
    }

    @Test
    void version_5_alone_tells_the_images_that_are_mounted_in_the_order_of_their_places() {
        String volumes = "{type: image, source: 'one:1', target: /z}, {type: volume, source: v, target: /v},"
                + " {type: image, source: 'two:1', target: /a}";

        assertThat(web(ComposeDialect.V5, volumes))
                .containsEntry(
                        ComposeLabels.IMAGE_VOLUME_DIGEST,
                        "/a=" + LateLabels.idOfImage("two:1") + ",/z=" + LateLabels.idOfImage("one:1"));
        assertThat(web(ComposeDialect.V2, volumes))
                .containsEntry(ComposeLabels.VERSION, "2.40.3")
                .doesNotContainKey(ComposeLabels.IMAGE_VOLUME_DIGEST);
    }

    @Test
    void a_service_without_a_mounted_image_has_no_label_for_one() {
        assertThat(web(ComposeDialect.V5, "{type: volume, source: v, target: /v}"))
                .containsEntry(ComposeLabels.VERSION, "5.6.0")
                .doesNotContainKey(ComposeLabels.IMAGE_VOLUME_DIGEST);
    }
}
