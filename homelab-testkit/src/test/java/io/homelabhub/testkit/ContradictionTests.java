package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Verdict;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files themselves make impossible is refused before anything is done, with both places. */
@HomelabTest
class ContradictionTests {
    private static final String NETWORKS = """
            networks:
              lan: {ipam: {config: [{subnet: 10.79.1.0/24, gateway: 10.79.1.1}, {subnet: 'fd00:79::/64'}]}}
              wan: {}
            """;

    @TempDir
    Path folder;

    private PreparedPlan plan(String services, FakeEngine engine, VirtualClock clock) throws IOException {
        engine.has("app:1");
        try {
            return ComposeFolder.with("name: lab\nservices:\n" + services + NETWORKS, folder, engine, clock)
                    .build()
                    .plan("all");
        } finally {
            clock.advance(Duration.ofSeconds(1)); // for the look at the engine that goes on beside
        }
    }

    private static String two(String a, String b) {
        return "  a: {image: 'app:1', %s}\n  b: {image: 'app:1', %s}\n".formatted(a, b);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ports: ['19400:80']                          | ports: ['19400:81']                                  | port 19400/tcp of the host is taken by service a too
            ports: ['0.0.0.0:19400:80']                  | ports: ['127.0.0.1:19400:80']                        | port 127.0.0.1:19400/tcp of the host
            ports: ['[::]:19400:80']                     | ports: ['[::1]:19400:80']                            | 19400/tcp of the host
            ports: ['19400:80/udp']                      | ports: ['127.0.0.1:19400:80/udp']                    | 19400/udp of the host
            ports: ['19400-19401:80-81']                 | ports: ['19401:80']                                  | port 19401/tcp of the host
            networks: {lan: {ipv4_address: 10.79.1.5}}   | networks: {lan: {ipv4_address: 10.79.1.5}}           | address 10.79.1.5 in network lan is taken by service a too
            networks: {lan: {ipv6_address: 'fd00:79::5'}} | networks: {lan: {ipv6_address: 'FD00:79:0::0:5'}}   | in network lan is taken by service a too
            mac_address: '02:42:ac:11:00:05', networks: [lan] | networks: {lan: {mac_address: '02:42:AC:11:00:05'}} | in network lan is taken by service a too
            container_name: lab-b-1                      | restart: 'no'                                        | the container name lab-b-1 is taken by service a too
            """)
    void what_two_services_cannot_both_have_is_told_with_both_places(
            String a, String b, String told, FakeEngine engine, VirtualClock clock) {
        InvalidInputException refused =
                catchThrowableOfType(InvalidInputException.class, () -> plan(two(a, b), engine, clock));

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.toString())
                    .contains(told)
                    .contains("compose.yaml:4:")
                    .contains("compose.yaml:3:");
        });
        assertThat(engine.actions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ports: ['19400:80']               | ports: ['19400:80/udp']
            ports: ['127.0.0.1:19400:80']     | ports: ['127.0.0.2:19400:80']
            ports: ['0.0.0.0:19400:80']       | ports: ['[::]:19400:80']
            ports: ['19400-19401:80']         | ports: ['19400:80']
            ports: ['80']                     | ports: ['80']
            networks: {lan: {mac_address: '02:42:ac:11:00:05'}} | networks: {wan: {mac_address: '02:42:ac:11:00:05'}}
            """)
    void what_two_services_can_both_have_is_not(String a, String b, FakeEngine engine, VirtualClock clock)
            throws IOException {
        assertThat(plan(two(a, b), engine, clock).plan().isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            scale: 2, ports: ['19010:80']                               | 2 containers of service a cannot all take port 19010/tcp of the host
            scale: 3, ports: ['19010-19011:80']                         | 3 containers of service a cannot all take port 19010-19011/tcp
            scale: 2, networks: {lan: {ipv4_address: 10.79.1.5}}        | 2 containers cannot all have address 10.79.1.5
            deploy: {replicas: 2}, mac_address: '02:42:ac:11:00:05'     | 2 containers cannot all have MAC address 02:42:ac:11:00:05
            networks: {lan: {ipv4_address: 10.79.1.1}}                  | taken by the gateway of the network too
            networks: {lan: {ipv4_address: 10.80.1.5}}                  | address 10.80.1.5 is in no subnet of network lan
            """)
    void what_one_service_cannot_have_is_told(String settings, String told, FakeEngine engine, VirtualClock clock) {
        assertThatThrownBy(() -> plan("  a: {image: 'app:1', " + settings + "}\n", engine, clock))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(told)
                .hasMessageContaining("compose.yaml:3:");
        assertThat(engine.actions()).isEmpty();
    }

    @Test
    void alternatives_that_never_run_together_may_have_the_same(FakeEngine engine, VirtualClock clock)
            throws IOException {
        String services = """
                  a: {image: 'app:1', ports: ['19400:80']}
                  b: {image: 'app:1', ports: ['19400:80'], profiles: [other]}
                """;

        assertThat(plan(services, engine, clock)).applies();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void fixed_addresses_are_taken_before_any_address_is(long seed) throws IOException {
        VirtualClock clock = VirtualClock.seeded(seed);
        FakeEngine engine = new FakeEngine(clock, seed);
        String services = """
                  a-dyn: {image: 'app:1', networks: [lan]}
                  z-static: {image: 'app:1', networks: {lan: {ipv4_address: 10.79.1.2}}}
                """;

        assertThat(plan(services, engine, clock)).applies();
        assertThat(engine.running()).containsExactly("lab-a-dyn-1", "lab-z-static-1");
    }

    @Test
    void addresses_change_hands_once_they_are_free(FakeEngine engine, VirtualClock clock) throws IOException {
        String five = "networks: {lan: {ipv4_address: 10.79.1.5}}";
        String six = "networks: {lan: {ipv4_address: 10.79.1.6}}";
        assertThat(plan(two(five, six), engine, clock)).applies();

        assertThat(plan(two(six, five), engine, clock)).applies();
        assertThat(plan(two(six, five), engine, clock).plan().isEmpty()).isTrue();
    }

    @Test
    void an_address_that_a_container_has_which_stays_is_refused_by_name(FakeEngine engine, VirtualClock clock)
            throws IOException {
        assertThat(plan("  a: {image: 'app:1', networks: [lan]}\n", engine, clock))
                .applies();
        PreparedPlan prepared =
                plan(two("networks: [lan]", "networks: {lan: {ipv4_address: 10.79.1.2}}"), engine, clock);

        assertThat(prepared.plan().changes())
                .filteredOn(change -> change.verdict() == Verdict.REFUSE)
                .singleElement()
                .satisfies(change -> assertThat(change.causes())
                        .containsExactly(Cause.of(
                                Cause.Kind.ADDRESS_TAKEN,
                                "container lab-a-1 of service a: 10.79.1.2 in network lab_lan")));
    }
}
