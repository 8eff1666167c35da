package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine refuses only when the container is made or started is refused with its place before anything is done. */
class ImpossibleSettingsTests {
    private HomelabFolder lab;

    @BeforeEach
    void open(@TempDir Path folder) {
        lab = new HomelabFolder(folder);
    }

    private List<String> problems(String settings, String rest) {
        return lab.with("compose.yaml", """
                        services:
                          base: {image: app, networks: [n]}
                          a: {image: app, %s}
                        networks: {n: {}%s}
                        """.formatted(settings, rest)).problems("all");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ports: ['80:80']                 | ports: ports and network_mode: service:base exclude each other; move ports to service base
            expose: ['80']                   | expose: expose and network_mode
            dns: [1.1.1.1]                   | dns: dns and network_mode
            extra_hosts: ['a:1.2.3.4']       | extra_hosts: extra_hosts and network_mode
            links: [base]                    | links: links and network_mode
            external_links: [other]          | external_links: external_links and network_mode
            mac_address: '02:42:ac:11:00:03' | mac_address: mac_address and network_mode
            """)
    void who_lives_in_the_network_of_another_has_nothing_of_its_own_there(String settings, String told) {
        assertThat(problems("network_mode: 'service:base', " + settings, ""))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).startsWith("compose.yaml:3:").contains("error: services.a." + told));
        assertThat(problems("network_mode: 'container:other', " + settings, ""))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).contains("network_mode: container:other exclude each other; leave "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            network_mode: host, links: [base]                             | links and network_mode: host exclude each other
            network_mode: host, sysctls: {net.core.somaxconn: '1024'}     | sysctl net.core.somaxconn and network_mode: host exclude
            uts: host, hostname: a                                        | hostname and uts: host exclude each other
            container_name: -bad                                          | found "-bad", expected a name for a container
            stop_signal: SIGNOPE                                          | found "SIGNOPE", expected a signal
            mac_address: 'zz:zz'                                          | found "zz:zz", expected a MAC address
            networks: {n: {mac_address: '02:42:ac:11:00'}}                | found "02:42:ac:11:00", expected a MAC address
            extra_hosts: ['nas:nas.lan']                                  | services.a.extra_hosts: host nas: found "nas.lan", expected an IP address or host-gateway
            extra_hosts: ['z:nas.lan', 'a:1.2.3.4']                       | services.a.extra_hosts: host z: found "nas.lan", expected an IP address
            cap_add: [NET_ADMN]                                           | found "NET_ADMN", expected a capability of Linux; did you mean "NET_ADMIN"?
            cap_drop: [EVERYTHING]                                        | found "EVERYTHING", expected a capability of Linux
            memswap_limit: 64m                                            | a limit for memory and swap needs one for memory; write mem_limit, too
            cpus: 0.5, cpu_quota: 50000                                   | cpu_quota and cpus exclude each other
            cpu_quota: 5                                                  | found 5 microseconds, expected 1000 or more
            ulimits: {nofile: {soft: 200, hard: 100}}                     | services.a.ulimits.nofile.soft: the soft limit is above the hard one
            ulimits: {nofiles: 100}                                       | Linux has no limit "nofiles"; did you mean "nofile"?
            'healthcheck: {test: "true", interval: 500us}'                | services.a.healthcheck.interval: found less than a millisecond
            'x-homelab: {on-content-change: "signal:NOPE"}'               | "signal:NOPE" is none of recreate, restart, signal:SIGNAL and ignore
            """)
    void what_no_container_can_have_is_told_with_its_place(String settings, String told) {
        assertThat(problems(settings, "")).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("compose.yaml:3:")
                .contains(told));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network_mode: 'service:base'",
                "network_mode: host, hostname: a, sysctls: {kernel.shmmax: '1'}",
                "container_name: a_1.b-c",
                "stop_signal: rtmin+3",
                "mac_address: '02-42-AC-11-00-03'",
                "extra_hosts: ['host.docker.internal:host-gateway', 'six=[::1]', 'seven:fd00::1']",
                "cap_add: [all, CAP_NET_ADMIN], cap_drop: [net_raw]",
                "mem_limit: 64m, memswap_limit: -1, mem_swappiness: 0",
                "mem_limit: 64m, memswap_limit: 64m, mem_reservation: 64m",
                "network_mode: 'service:base', hostname: a",
                "mem_limit: 5m",
                "mem_limit: 64m, memswap_limit: 32m",
                "mem_limit: 64m, mem_reservation: 128m",
                "mem_swappiness: 101",
                "cpu_quota: 50000, cpu_period: 100000",
                "cpus: 0.5, cpu_quota: -1",
                "networks: {n: {ipv4_address: '${UNSET:-}', ipv6_address: ''}}",
                "ulimits: {nofile: {soft: 100, hard: -1}, NPROC: 100}",
                "healthcheck: {test: 'true', interval: 1ms, start_period: 0s}",
                "x-homelab: {on-content-change: 'signal:HUP'}"
            })
    void what_a_container_can_have_is_not(String settings) {
        assertThat(problems(settings, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            m | 10.99.1.1   | address 10.99.1.1 is the one that the engine gives to the gateway of network m
            m | 10.99.1.0   | address 10.99.1.0 is the first or the last of subnet 10.99.1.0/24
            m | 10.99.1.255 | address 10.99.1.255 is the first or the last of subnet 10.99.1.0/24
            m | 10.98.1.5   | address 10.98.1.5 is in no subnet of network m: 10.99.1.0/24
            """)
    void an_address_that_a_network_cannot_give_is_refused(String network, String address, String told) {
        String networks = ", m: {ipam: {config: [{subnet: 10.99.1.0/24}]}}";

        assertThat(problems("networks: {%s: {ipv4_address: %s}}".formatted(network, address), networks))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem).startsWith("compose.yaml:3:").contains(told));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m: {ipam: {config: [{subnet: 10.99.1.0/24, gateway: 10.99.1.254}]}}",
                "m: {ipam: {config: [{subnet: 10.99.1.0/24, ip_range: 10.99.1.128/25}]}}",
                "m: {driver: macvlan, ipam: {config: [{subnet: 10.99.1.0/24}]}}",
                "m: {ipam: {config: [{subnet: 'fd00:99::/64'}]}}",
                "m: {}",
                "m: {external: true}"
            })
    void an_address_that_may_be_free_is_not(String network) {
        assertThat(problems("networks: {m: {ipv4_address: 10.99.1.1}}", ", " + network))
                .isEmpty();
    }

    @Test
    void subnets_that_overlap_are_told_with_both_places() {
        String networks =
                ", m: {ipam: {config: [{subnet: 10.99.1.128/25}]}}, o: {ipam: {config: [{subnet: 10.99.0.0/16}]}}";

        assertThat(problems("networks: [m, o]", networks)).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("compose.yaml:4:")
                .contains("subnet 10.99.0.0/16 overlaps with 10.99.1.128/25 of network m, at compose.yaml:4:"));
        assertThat(problems("networks: [m]", networks)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m: {driver: macvlan, ipam: {config: [{subnet: 10.99.1.0/24, ip_range: 10.99.1.0/26}]}}, "
                        + "o: {driver: macvlan, ipam: {config: [{subnet: 10.99.1.0/24, ip_range: 10.99.1.64/26}]}}",
                "m: {driver: macvlan, driver_opts: {parent: eth0}, ipam: {config: [{subnet: 10.99.1.0/24}]}}, "
                        + "o: {driver: ipvlan, driver_opts: {parent: eth1}, ipam: {config: [{subnet: 10.99.1.0/24}]}}",
                "m: {ipam: {config: [{subnet: 10.99.1.0/24}]}}, "
                        + "o: {driver: macvlan, ipam: {config: [{subnet: 10.99.0.0/16, ip_range: 10.99.2.0/24}]}}",
                "m: {ipam: {config: [{subnet: 'fd00:99::/64'}]}}, o: {ipam: {config: [{subnet: 'fd00:99::/64'}]}}"
            })
    void subnets_that_some_engine_makes_side_by_side_are_not(String networks) {
        assertThat(problems("networks: [m, o]", ", " + networks)).isEmpty();
    }
}
