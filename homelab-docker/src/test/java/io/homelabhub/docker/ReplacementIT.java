package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ApiObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What others see of a service while its container is replaced. */
@Tag("interoperation")
@Tag("long")
class ReplacementIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    final LiveProject project = new LiveProject();

    @Test
    void who_asks_for_a_service_by_name_is_only_ever_led_to_one_that_is_ready() {
        project.variable("V", "1");
        project.variable("S", "0");
        project.compose("""
                services:
                  web:
                    image: %1$s
                    init: true
                    environment: {V: "${V}", S: "${S}"}
                    command:
                      - sh
                      - -c
                      - |
                        mkdir -p /w; echo warming-$$V >/w/index.html; httpd -p 80 -h /w
                        sleep $$S; echo v$$V >/w/index.html; touch /tmp/ok; sleep 600
                    healthcheck: {test: test -e /tmp/ok, interval: 1s, retries: 20}
                    networks: {default: {aliases: [www]}}
                  client:
                    image: %1$s
                    init: true
                    command:
                      - sh
                      - -c
                      - >
                        while :; do printf 'GET /index.html HTTP/1.0\\r\\n\\r\\n' | nc -w 8 web 80 2>&1 | tail -1 >>/seen; done
                """.formatted(RealEngine.IMAGE));
        project.deploy();
        Set<String> names = names(project.container("web"));
        forget();

        project.variable("V", "2");
        project.variable("S", "3");
        Plan plan = project.plan();
        project.deploy();

        // an answer of the old one may still be on its way, or be lost with it; one that is not ready would refuse
        assertThat(ask("until tail -n 1 /seen | grep -q v2; do sleep 0.1; done; sort -u /seen")
                        .lines()
                        .filter(line -> !line.isBlank() && !line.equals("nc: timed out")))
                .containsExactly("v1", "v2");
        assertThat(plan.changes())
                .filteredOn(change -> change.verdict() == Verdict.RECREATE)
                .singleElement()
                .satisfies(change -> assertThat(change.downtime()).isEqualTo(Downtime.NONE));
        assertThat(names(project.container("web"))).isEqualTo(names).contains("web", "www");
        assertThat(project.plan().isEmpty()).isTrue();
    }

    @Test
    void a_service_with_an_address_of_its_own_is_updated_and_keeps_it() {
        int third = Math.floorMod(project.lab().project().hashCode(), 250);
        String network = "10.232.%d".formatted(third);
        project.variable("UP", "9.9.9.9");
        project.compose("""
                services:
                  a-any: {image: %1$s, init: true, command: sleep 600, networks: [lan]}
                  dns:
                    image: %1$s
                    init: true
                    command: sleep 600
                    environment: {UPSTREAM: "${UP}"}
                    networks: {lan: {ipv4_address: %2$s.2, aliases: [resolver]}}
                networks: {lan: {ipam: {config: [{subnet: %2$s.0/24}]}}}
                """.formatted(RealEngine.IMAGE, network));
        project.deploy();
        String before = project.container("dns").id();

        project.variable("UP", "1.1.1.1");
        Plan plan = project.plan();
        project.deploy();

        assertThat(plan.changes())
                .filteredOn(change -> change.verdict() == Verdict.RECREATE)
                .singleElement()
                .satisfies(change -> assertThat(change.stopsFirst())
                        .containsExactly("only one at a time can have address " + network + ".2"));
        assertThat(project.container("dns").id()).isNotEqualTo(before);
        assertThat(endpoint(project.container("dns")).string("IPAddress")).contains(network + ".2");
        assertThat(names(project.container("dns"))).contains("dns", "resolver");
        assertThat(project.plan().isEmpty()).isTrue();
    }

    private void forget() {
        ask("until grep -q v1 /seen; do sleep 0.1; done; : >/seen");
    }

    private String ask(String command) {
        return project.lab()
                .engine()
                .execute(project.container("client").id(), List.of("sh", "-c", command), LIMIT)
                .output();
    }

    private static ApiObject endpoint(ObservedContainer container) {
        ApiObject networks =
                container.inspection().orElseThrow().object("NetworkSettings").object("Networks");
        return networks.object(networks.members().keySet().iterator().next());
    }

    /** Without the short id, which is another for each container. */
    private static Set<String> names(ObservedContainer container) {
        Set<String> names = new TreeSet<>(endpoint(container).strings("Aliases"));
        names.removeIf(container.id()::startsWith);
        return names;
    }
}
