package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedMount;
import io.homelabhub.observed.ObservedPort;
import io.homelabhub.resource.ApiObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListingTests {
    private static List<ApiObject> rows(String json) throws IOException {
        return Json.objects(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_row_tells_all_that_a_plan_needs() throws IOException {
        ApiObject row = rows("""
                [{"Id":"abc","Names":["/other/alias","/web"],"Image":"nginx:alpine","ImageID":"sha256:1","Created":1700000000,
                  "State":"running","Status":"Up 3 minutes (healthy)","Labels":{"b":"2","a":"1"},
                  "Ports":[{"IP":"0.0.0.0","PrivatePort":80,"PublicPort":8080,"Type":"tcp"},{"PrivatePort":443,"Type":"tcp"}],
                  "NetworkSettings":{"Networks":{"lab":{"NetworkID":"n1","Aliases":null}}},
                  "Mounts":[{"Type":"volume","Name":"data","Source":"/var/lib/x","Destination":"/data","RW":true},
                            {"Type":"bind","Source":"/etc/x","Destination":"/x","RW":false}],
                  "Unknown":[1,2.5,null,{"deep":[true]}]}]
                """).get(0);
        assertThat(ContainerRow.read(row, Optional.empty()))
                .isEqualTo(new ObservedContainer(
                        "abc",
                        "web",
                        Map.of("a", "1", "b", "2"),
                        ContainerState.RUNNING,
                        Health.HEALTHY,
                        Optional.empty(),
                        "sha256:1",
                        "nginx:alpine",
                        Map.of("lab", "n1"),
                        List.of(
                                new ObservedMount("volume", "data", "/data", true),
                                new ObservedMount("bind", "/etc/x", "/x", false)),
                        List.of(new ObservedPort("0.0.0.0", 8080, 80, "tcp")),
                        Instant.ofEpochSecond(1700000000),
                        Optional.empty()));
    }

    @Test
    void ports_are_told_in_one_order() throws IOException {
        List<ApiObject> rows = rows("""
                [{"Status":"Up 3 minutes","Ports":[
                  {"IP":"::","PrivatePort":443,"PublicPort":443,"Type":"tcp"},
                  {"IP":"0.0.0.0","PrivatePort":443,"PublicPort":443,"Type":"tcp"},
                  {"IP":"0.0.0.0","PrivatePort":80,"PublicPort":80,"Type":"tcp"},
                  {"IP":"0.0.0.0","PrivatePort":53,"PublicPort":53,"Type":"udp"}]}]
                """);
        assertThat(ContainerRow.read(rows.get(0), Optional.empty()).ports())
                .extracting(ObservedPort::containerPort, ObservedPort::hostAddress)
                .containsExactly(tuple(53, "0.0.0.0"), tuple(80, "0.0.0.0"), tuple(443, "0.0.0.0"), tuple(443, "::"));
    }

    @Test
    void a_row_tells_the_health_in_its_status_or_in_a_value_of_its_own() throws IOException {
        List<ApiObject> rows = rows("""
                [{"Status":"Up 3 minutes (healthy)"},
                 {"Status":"Up 3 minutes (healthy)","Health":{"Status":"unhealthy","FailingStreak":3}},
                 {"Status":"Up 3 minutes","Health":{"Status":"none","FailingStreak":0}}]
                """);
        assertThat(rows)
                .extracting(row -> ContainerRow.read(row, Optional.empty()).health())
                .containsExactly(Health.HEALTHY, Health.UNHEALTHY, Health.NONE);
    }

    @Test
    void a_row_without_anything_is_no_reason_to_stumble() throws IOException {
        ObservedContainer container = ContainerRow.read(rows("[{}]").get(0), Optional.empty());
        assertThat(container.name()).isEmpty();
        assertThat(container.state()).isEqualTo(ContainerState.CREATED);
    }

    @Test
    void images_are_found_by_any_spelling_of_their_reference() throws IOException {
        List<ApiObject> rows = rows("""
                [{"Id":"sha256:1","RepoTags":["postgres:16-alpine"],"RepoDigests":["postgres@sha256:d1"]},
                 {"Id":"2","RepoTags":["docker.io/library/redis:latest","localhost/mine:1"],"RepoDigests":null},
                 {"Id":"sha256:3","RepoTags":null,"RepoDigests":[]}]
                """);
        Set<String> asked = Set.of(
                "docker.io/library/postgres:16-alpine", "postgres:16@sha256:d1", "redis", "mine:1", "postgres:17");
        assertThat(ImageRows.idsByReference(rows, asked))
                .containsOnly(
                        Map.entry("docker.io/library/postgres:16-alpine", "sha256:1"),
                        Map.entry("postgres:16@sha256:d1", "sha256:1"),
                        Map.entry("redis", "sha256:2"),
                        Map.entry("mine:1", "sha256:2"));
    }

    @Test
    void docker_is_asked_for_each_image_by_its_short_name_and_podman_for_all() {
        assertThat(ImageRows.filter(Set.of("docker.io/library/redis:7"), false))
                .isEqualTo("{\"reference\":[\"redis:7\"]}");
        assertThat(ImageRows.filter(Set.of("redis:7"), true)).isEqualTo("{}");
        assertThat(ImageRows.filter(Set.of("ab".repeat(32)), false)).isEqualTo("{}");
    }
}
