package io.homelabhub.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.FieldDifference;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.secret.SecretMask;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerComparisonTests {
    private static final String ID = "0123456789abcdef";

    /** The fields in which {@code live} differs from what is wanted, both given as HostConfig and endpoint. */
    private static List<String> differences(
            Map<String, Object> wantedHost,
            Map<String, Object> liveHost,
            Map<String, Object> wantedEndpoint,
            Map<String, Object> liveEndpoint,
            boolean sameHash) {
        ApiObject inspection = ApiObject.of(Map.of(
                "Id",
                ID,
                "Config",
                Map.of(),
                "HostConfig",
                liveHost,
                "NetworkSettings",
                Map.of("Networks", Map.of("lab", liveEndpoint))));
        return differences(
                spec(ApiObject.EMPTY, ApiObject.of(wantedHost), ApiObject.of(wantedEndpoint)),
                inspection,
                Optional.empty(),
                sameHash);
    }

    /** The fields in which {@code live} differs from what is wanted, both given as Config. */
    private static List<String> commandDifferences(ApiObject wanted, Map<String, ?> live, ApiObject image) {
        ApiObject inspection = ApiObject.of(Map.of("Id", ID, "Config", live));
        return differences(spec(wanted, ApiObject.EMPTY, ApiObject.EMPTY), inspection, Optional.of(image), true);
    }

    private static ContainerSpec spec(ApiObject config, ApiObject hostConfig, ApiObject endpoint) {
        return new ContainerSpec(
                "web",
                "web:1",
                Optional.empty(),
                Map.of(),
                config,
                hostConfig,
                List.of(new NetworkAttachment("lab", endpoint)),
                List.of());
    }

    private static List<String> differences(
            ContainerSpec wanted, ApiObject inspection, Optional<ApiObject> image, boolean sameHash) {
        ObservedContainer live = new ObservedContainer(
                ID,
                "web",
                Map.of(),
                ContainerState.RUNNING,
                Health.NONE,
                Optional.empty(),
                "sha256:web",
                "web:1",
                Map.of("lab", "n1"),
                List.of(),
                List.of(),
                Instant.EPOCH,
                Optional.of(inspection));
        return new ContainerComparison(wanted, live, image, Map.of("db-id", "db"), SecretMask.NONE, sameHash)
                .differences().stream().map(FieldDifference::path).toList();
    }

    private static List<String> hostDifferences(
            Map<String, Object> wanted, Map<String, Object> live, boolean sameHash) {
        return differences(wanted, live, Map.of(), Map.of(), sameHash);
    }

    private static List<String> endpointDifferences(Map<String, Object> wanted, Map<String, Object> live) {
        return differences(Map.of(), Map.of(), wanted, live, false);
    }

    @Test
    void the_names_and_addresses_in_a_network_count() {
        assertThat(endpointDifferences(
                        Map.of(
                                "Aliases", List.of("web", "www"),
                                "IPAMConfig", Map.of("IPv4Address", "10.0.0.5"),
                                "MacAddress", "02:00:00:00:00:01"),
                        Map.of(
                                "Aliases", List.of("web"),
                                "IPAMConfig", Map.of("IPv4Address", "10.0.0.6"),
                                "MacAddress", "02:00:00:00:00:02")))
                .containsExactly("networks.lab.addresses", "networks.lab.aliases", "networks.lab.mac_address");
    }

    @Test
    void what_an_engine_adds_in_a_network_does_not_count() {
        assertThat(endpointDifferences(
                        Map.of(
                                "Aliases",
                                List.of("web", "www"),
                                "MacAddress",
                                "02:00:00:00:00:01",
                                "IPAMConfig",
                                Map.of()),
                        Map.of(
                                "Aliases", List.of("www", "web", ID.substring(0, 12)),
                                "IPAddress", "10.0.0.7",
                                "MacAddress", "")))
                .isEmpty();
    }

    @Test
    void links_stand_at_the_endpoints() {
        List<String> links = List.of("db:store");
        assertThat(differences(Map.of("Links", links), Map.of(), Map.of("Links", links), Map.of("Links", links), true))
                .isEmpty();
        assertThat(differences(Map.of("Links", links), Map.of(), Map.of("Links", links), Map.of(), true))
                .containsExactly("networks.lab.links");
    }

    @Test
    void a_link_to_one_of_several_containers_will_do_and_one_to_a_container_that_goes_will_not() {
        List<String> one = List.of("app-2:copies", "app-2:app-1");
        List<String> both = List.of("app-1:copies", "app-1:app-1", "app-2:copies", "app-2:app-1");
        Map<String, Object> none = Map.of();
        assertThat(differences(none, none, Map.of("Links", both), Map.of("Links", one), true))
                .isEmpty();
        assertThat(differences(none, none, Map.of("Links", both), Map.of("Links", one), false))
                .containsExactly("networks.lab.links");
        assertThat(differences(none, none, Map.of("Links", one), Map.of("Links", both), true))
                .containsExactly("networks.lab.links");
        assertThat(differences(none, none, Map.of("Links", both), Map.of("Links", List.of("app-2:copies")), true))
                .containsExactly("networks.lab.links");
    }

    @Test
    void volumes_are_borrowed_from_a_container_by_id_or_by_name() {
        assertThat(hostDifferences(
                        Map.of("VolumesFrom", List.of("db:ro")), Map.of("VolumesFrom", List.of("db-id:ro")), true))
                .isEmpty();
    }

    @Test
    void what_an_engine_forgets_is_no_drift_but_a_new_setting_is_a_change() {
        Map<String, Object> wanted = Map.of("BlkioWeight", 300, "Annotations", Map.of("a", "b"));
        assertThat(hostDifferences(wanted, Map.of("BlkioWeight", 0), true)).isEmpty();
        assertThat(hostDifferences(wanted, Map.of("BlkioWeight", 0), false))
                .containsExactly("annotations", "blkio_weight");
        assertThat(hostDifferences(wanted, Map.of("BlkioWeight", 200), true)).containsExactly("blkio_weight");
    }

    @Test
    void log_options_without_a_driver_are_for_the_engines_own_driver() {
        Map<String, Object> wanted = Map.of("LogConfig", Map.of("Type", "", "Config", Map.of("max-size", "1m")));
        assertThat(hostDifferences(
                        wanted,
                        Map.of("LogConfig", Map.of("Type", "json-file", "Config", Map.of("max-size", "1m"))),
                        true))
                .isEmpty();
        assertThat(hostDifferences(
                        wanted,
                        Map.of("LogConfig", Map.of("Type", "json-file", "Config", Map.of("max-size", "2m"))),
                        true))
                .containsExactly("logging");
    }

    @Test
    void an_empty_entrypoint_is_wanted_where_the_image_has_one() {
        ApiObject image = ApiObject.of(Map.of("Entrypoint", List.of("/start"), "Cmd", List.of("serve")));
        ApiObject none = ApiObject.of(Map.of("Entrypoint", List.of()));
        assertThat(commandDifferences(none, Map.of("Cmd", List.of("serve")), image))
                .isEmpty();
        assertThat(commandDifferences(none, image.members(), image)).containsExactly("entrypoint");
        assertThat(commandDifferences(ApiObject.EMPTY, image.members(), image)).isEmpty();
    }

    @Test
    void a_restart_policy_that_was_taken_away_by_hand_is_drift() {
        assertThat(hostDifferences(
                        Map.of("RestartPolicy", Map.of("Name", "always", "MaximumRetryCount", 0)),
                        Map.of("RestartPolicy", Map.of("Name", "no", "MaximumRetryCount", 0)),
                        true))
                .containsExactly("restart");
    }

    @ParameterizedTest
    @CsvSource({
        "Dns, FD00::1, fd00::1",
        "ExtraHosts, db:FD00::1, db:fd00::1",
        "ExtraHosts, db:[fd00::1], db:fd00::1",
        "ExtraHosts, host:host-gateway, host:host-gateway"
    })
    void an_address_in_another_spelling_is_the_same(String member, String asked, String shown) {
        assertThat(hostDifferences(Map.of(member, List.of(asked)), Map.of(member, List.of(shown)), true))
                .isEmpty();
        assertThat(hostDifferences(Map.of(member, List.of(asked)), Map.of(member, List.of("other")), true))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "IPv6Address, FD00:0:0:98::0:20, fd00:0:0:98::20",
        "IPv4Address, 10.0.0.5, 10.0.0.5",
    })
    void a_fixed_address_in_another_spelling_is_the_same(String member, String asked, String shown) {
        assertThat(endpointDifferences(
                        Map.of("IPAMConfig", Map.of(member, asked)), Map.of("IPAMConfig", Map.of(member, shown))))
                .isEmpty();
    }

    @Test
    void link_local_and_hardware_addresses_in_another_spelling_are_the_same() {
        assertThat(endpointDifferences(
                        Map.of(
                                "IPAMConfig",
                                Map.of("LinkLocalIPs", List.of("FE80:0::5")),
                                "MacAddress",
                                "02-42-AC-11-00-02"),
                        Map.of(
                                "IPAMConfig",
                                Map.of("LinkLocalIPs", List.of("fe80::5")),
                                "MacAddress",
                                "02:42:ac:11:00:02")))
                .isEmpty();
    }

    @Test
    void a_published_port_in_another_spelling_is_the_same() {
        assertThat(hostDifferences(
                        Map.of("PortBindings", ports("80/TCP", "0:0:0:0:0:0:0:1")),
                        Map.of("PortBindings", ports("80/tcp", "::1")),
                        true))
                .isEmpty();
    }

    private static Map<String, Object> ports(String port, String address) {
        return Map.of(port, List.of(Map.of("HostIp", address, "HostPort", "8080")));
    }

    @ParameterizedTest
    @CsvSource({"7000, 7000/tcp", "7000/TCP, 7000/tcp", "8000-8001, 8000/tcp 8001/tcp", "8000/tcp 8001/tcp, 8000-8001"})
    void an_exposed_port_in_another_spelling_is_the_same(String asked, String shown) {
        assertThat(commandDifferences(exposing(asked), exposing(shown).members(), ApiObject.EMPTY))
                .isEmpty();
    }

    @Test
    void what_the_image_alone_exposes_makes_no_difference_however_it_is_shown() {
        ApiObject image = exposing("7000 8000-8002");
        for (String shown : List.of("7000/tcp", "7000 8000-8002/tcp", "7000/tcp 8000/tcp 8001/tcp 8002/tcp", "")) {
            assertThat(commandDifferences(ApiObject.EMPTY, exposing(shown).members(), image))
                    .isEmpty();
        }
        assertThat(commandDifferences(exposing("9000"), exposing("7000/tcp").members(), image))
                .containsExactly("expose");
    }

    @Test
    void what_an_unknown_image_may_have_said_makes_no_difference() {
        ApiObject inspection = ApiObject.of(Map.of("Id", ID, "Config", exposing("5432/tcp")));
        assertThat(differences(
                        spec(ApiObject.EMPTY, ApiObject.EMPTY, ApiObject.EMPTY), inspection, Optional.empty(), true))
                .isEmpty();
        assertThat(differences(
                        spec(exposing("80"), ApiObject.EMPTY, ApiObject.EMPTY), inspection, Optional.empty(), true))
                .containsExactly("expose");
    }

    @ParameterizedTest
    @CsvSource({"'', 42365, true", "8000-8010, 8003, true", "8000-8010, 9000, false", "8080, 8081, false"})
    void a_port_that_the_engine_was_free_to_choose_is_no_difference(String asked, String chosen, boolean same) {
        assertThat(hostDifferences(
                                Map.of("PortBindings", Map.of("80/tcp", List.of(Map.of("HostPort", asked)))),
                                Map.of(
                                        "PortBindings",
                                        Map.of("80/tcp", List.of(Map.of("HostPort", chosen)), "81/tcp", List.of())),
                                true)
                        .isEmpty())
                .isEqualTo(same);
    }

    @Test
    void what_an_engine_adds_by_itself_is_no_difference_until_it_is_changed_or_asked_for() {
        ContainerSpec asked = spec(ApiObject.EMPTY, ApiObject.EMPTY, ApiObject.EMPTY);
        Set<String> marks = EngineMarks.of(asked, limited(2048), Optional.of(ApiObject.EMPTY), Map.of());

        assertThat(marks).hasSize(1);
        assertThat(left(asked, limited(2048), marks)).isEmpty();
        assertThat(left(asked, limited(4096), marks)).containsExactly("pids_limit");
        assertThat(left(asked.withHostConfig("PidsLimit", 100), limited(2048), marks))
                .containsExactly("pids_limit");
    }

    private static ApiObject limited(int processes) {
        return ApiObject.of(Map.of("Id", ID, "Config", Map.of(), "HostConfig", Map.of("PidsLimit", processes)));
    }

    private static List<String> left(ContainerSpec asked, ApiObject live, Set<String> marks) {
        return new ContainerComparison(
                        asked, live, Optional.of(ApiObject.EMPTY), Map.of(), SecretMask.NONE, true, marks)
                .differences().stream().map(FieldDifference::path).toList();
    }

    private static ApiObject exposing(String ports) {
        Map<String, Object> exposed = new TreeMap<>();
        Stream.of(ports.split(" ")).filter(port -> !port.isEmpty()).forEach(port -> exposed.put(port, Map.of()));
        return ApiObject.of(Map.of("ExposedPorts", exposed));
    }

    @Test
    void the_selinux_label_that_compose_2_drops_is_a_difference_only_where_the_files_have_changed() {
        Map<String, Object> wanted = Map.of("Binds", List.of("/a:/d:rw,z"));
        Map<String, Object> live = Map.of("Mounts", List.of(Map.of("Type", "bind", "Source", "/a", "Target", "/d")));

        assertThat(differences(wanted, live, Map.of(), Map.of(), true)).isEmpty();
        assertThat(differences(wanted, live, Map.of(), Map.of(), false)).containsExactly("volumes");
    }
}
