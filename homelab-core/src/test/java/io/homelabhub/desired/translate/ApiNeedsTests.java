package io.homelabhub.desired.translate;

import static io.homelabhub.desired.translate.Models.translator;
import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.desired.ApiNeed;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.resource.ResourceId;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiNeedsTests {
    @Test
    void keys_of_newer_engines_are_found_with_the_version_that_brought_them() {
        Translator translator = translator("""
                services:
                  web:
                    image: web
                    networks:
                      back: {mac_address: "02:42:ac:11:00:01", gw_priority: 1, interface_name: eth7}
                      front: {mac_address: "02:42:ac:11:00:02"}
                    volumes:
                      - {type: image, source: x, target: /x}
                      - {type: volume, source: data, target: /data, volume: {subpath: a}}
                      - {type: bind, source: /srv, target: /srv, read_only: true, bind: {recursive: readonly}}
                networks:
                  back: {name: lab_back, enable_ipv4: false}
                  front: {name: lab_front}
                volumes:
                  data: {name: lab_data}
                """);

        assertThat(translator.apiNeeds(List.of("web"), List.of("back", "front")))
                .extracting(need -> need.api() + " " + need.key())
                .containsExactly(
                        "1.49 services.web.networks.back.interface_name",
                        "1.48 services.web.networks.back.gw_priority",
                        "1.44 services.web.networks.front.mac_address",
                        "1.48 services.web.volumes[0].type",
                        "1.45 services.web.volumes[1].volume.subpath",
                        "1.44 services.web.volumes[2].bind.recursive",
                        "1.48 networks.back.enable_ipv4");
    }

    @Test
    void versions_are_compared_by_their_numbers() {
        ApiNeed need = new ApiNeed(
                ResourceId.service("web"), "key", SourceLocation.of(Path.of("compose.yaml")), "1.48", "Docker 28.0");

        assertThat(need.isMetBy("1.47")).isFalse();
        assertThat(need.isMetBy("1.48")).isTrue();
        assertThat(need.isMetBy("1.100")).isTrue();
        assertThat(need.isMetBy("2.0")).isTrue();
        assertThat(need.isMetBy("unknown")).isTrue();
    }
}
