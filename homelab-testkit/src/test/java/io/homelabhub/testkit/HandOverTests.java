package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.Ending;
import io.homelabhub.run.OnFailure;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What there can only be one of goes from one container to another: it is given up before it is taken. */
@HomelabTest
class HandOverTests {
    private static final String TAIL =
            "networks: {lan: {ipam: {config: [{subnet: 10.79.1.0/24}]}}}\nvolumes: {data: {}}\n";
    private static final DeployRequest REMOVING =
            DeployRequest.of(List.of("all")).withRemoveOrphans(true);

    @TempDir
    Path folder;

    private HomelabRuntime lab(String services, FakeEngine engine, VirtualClock clock) throws IOException {
        engine.has("app:1", "old:1");
        return ComposeFolder.with("name: lab\nservices:\n" + services + TAIL, folder, engine, clock)
                .build();
    }

    private static String service(String name, String settings) {
        String image = name.equals("old") ? "old:1" : "app:1";
        return "  " + name + ": {image: '" + image + "', " + settings + "}\n";
    }

    private void deployed(String services, FakeEngine engine, VirtualClock clock) throws IOException {
        assertThat(lab(services, engine, clock).plan("all")).applies();
    }

    private static Change verdictOn(Plan plan, ResourceId resource) {
        return plan.changes().stream()
                .filter(change -> change.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            container_name: thing                                    | the name thing
            ports: ['18080:80']                                      | port 18080/tcp
            ports: ['127.0.0.1:18080:80/udp']                        | port 127.0.0.1:18080/udp
            ports: ['18080-18081:80-81']                             | port 18080/tcp
            networks: {lan: {ipv4_address: 10.79.1.53}}              | address 10.79.1.53 in network lab_lan
            networks: {lan: {mac_address: '02:42:ac:11:00:53'}}      | MAC address 02:42:ac:11:00:53 in network lab_lan
            networks: {lan: {aliases: [dns]}}                        | the alias dns in network lab_lan
            volumes: ['data:/d']                                     | volume lab_data
            devices: ['/dev/ttyUSB0:/dev/ttyUSB0']                   | device /dev/ttyUSB0
            """)
    void a_service_with_a_new_name_takes_what_the_orphan_of_the_old_one_has(
            String settings, String what, FakeEngine engine, VirtualClock clock) throws IOException {
        deployed(service("old", settings), engine, clock);

        HomelabRuntime lab = lab(service("new", settings), engine, clock);
        PreparedPlan prepared = lab.plan(REMOVING);
        Change orphan = prepared.plan().changes().stream()
                .filter(change -> change.verdict() == Verdict.REMOVE)
                .findFirst()
                .orElseThrow();
        assertThat(orphan.causes()).contains(Cause.of(Cause.Kind.GIVES_WAY, what + " to service new"));
        assertThat(prepared).applies();

        assertThat(engine.running()).hasSize(1).doesNotContain("lab-old-1");
        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            container_name: thing                       | NAME_TAKEN    | container thing, an orphan of service old, which --remove-orphans removes
            ports: ['18080:80']                         | PORT_TAKEN    | container lab-old-1, an orphan of service old, which --remove-orphans removes: 18080/tcp
            networks: {lan: {ipv4_address: 10.79.1.53}} | ADDRESS_TAKEN | container lab-old-1, an orphan of service old, which --remove-orphans removes: 10.79.1.53 in network lab_lan
            """)
    void without_consent_it_is_told_which_orphan_stands_in_the_way(
            String settings, Cause.Kind kind, String told, FakeEngine engine, VirtualClock clock) throws IOException {
        deployed(service("old", settings), engine, clock);

        Plan plan = lab(service("new", settings), engine, clock).plan("all").plan();

        assertThat(verdictOn(plan, ResourceId.service("new")).causes()).containsExactly(Cause.of(kind, told));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            networks: {lan: {aliases: [dns]}}  | the alias dns in network lab_lan with service new
            volumes: ['data:/d']               | volume lab_data with service new
            """)
    void an_orphan_that_stays_is_told_with_what_it_shares(
            String settings, String told, FakeEngine engine, VirtualClock clock) throws IOException {
        deployed(service("old", settings), engine, clock);

        assertThat(lab(service("new", settings), engine, clock)
                        .plan("all")
                        .plan()
                        .notices())
                .contains("container lab-old-1 is an orphan of service old and shares " + told
                        + "; --remove-orphans removes it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "container_name: thing",
                "ports: ['18080:80']",
                "networks: {lan: {ipv4_address: 10.79.1.53}}",
                "networks: {lan: {aliases: [dns]}}"
            })
    void an_orphan_comes_back_as_it_was_if_what_takes_from_it_fails(
            String settings, FakeEngine engine, VirtualClock clock) throws IOException {
        deployed(service("old", settings), engine, clock);
        String name = engine.running().get(0);
        String id = engine.container(name).id();
        engine.image("app:1").exitsAfter(Duration.ofMillis(10), 7);

        assertThat(lab(service("new", settings), engine, clock).plan(REMOVING))
                .applyFails()
                .rolledBack();

        assertThat(engine.container(name).id()).isEqualTo(id);
    }

    @Test
    void an_orphan_that_does_not_come_back_well_is_told(FakeEngine engine, VirtualClock clock) throws IOException {
        deployed(service("old", "container_name: thing"), engine, clock);
        engine.image("app:1").exitsAfter(Duration.ofMillis(10), 7);
        engine.image("old:1").exitsAfter(Duration.ofMillis(10), 8);

        assertThat(lab(service("new", "container_name: thing"), engine, clock).plan(REMOVING))
                .applyFails()
                .endedAs(Ending.ROLLBACK_FAILED);
    }

    @Test
    void an_orphan_that_was_down_is_not_started_to_be_put_back(FakeEngine engine, VirtualClock clock)
            throws IOException {
        deployed(service("old", "container_name: thing"), engine, clock);
        engine.set(new Action.StopContainer("thing", Optional.empty()));
        engine.image("app:1").exitsAfter(Duration.ofMillis(10), 7);

        assertThat(lab(service("new", "container_name: thing"), engine, clock).plan(REMOVING))
                .applyFails()
                .rolledBack();

        assertThat(engine.running()).isEmpty();
        assertThat(engine.container("thing").labels()).containsEntry("com.docker.compose.service", "old");
    }

    private static Stream<List<String>> rounds() {
        return Stream.of(
                List.of("container_name: xx", "container_name: yy"),
                List.of("container_name: xx", "container_name: yy", "container_name: zz"),
                List.of("ports: ['18080:80']", "ports: ['18081:80']"),
                List.of(
                        "ports: ['18080-18081:80-81']",
                        "ports: ['18082-18083:80-81']",
                        "ports: ['127.0.0.1:18084:80']"),
                List.of("networks: {lan: {ipv4_address: 10.79.1.5}}", "networks: {lan: {ipv4_address: 10.79.1.6}}"),
                List.of(
                        "networks: {lan: {mac_address: '02:42:ac:11:00:05'}}",
                        "networks: {lan: {mac_address: '02:42:ac:11:00:06'}}"),
                List.of("container_name: xx, ports: ['18080:80']", "container_name: yy, ports: ['18081:80']"));
    }

    private static String inTurn(List<String> settings, int turn, String more) {
        StringBuilder services = new StringBuilder();
        for (int i = 0; i < settings.size(); i++) {
            String needs = i == 0 ? "" : more.formatted((char) ('a' + i - 1));
            services.append(service("" + (char) ('a' + i), settings.get((i + turn) % settings.size()) + needs));
        }
        return services.toString();
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void services_take_what_each_other_has_all_round(List<String> settings, FakeEngine engine, VirtualClock clock)
            throws IOException {
        for (String needs : List.of("", ", depends_on: {%s: {condition: service_started, restart: true}}")) {
            deployed(inTurn(settings, 0, needs), engine, clock);

            HomelabRuntime lab = lab(inTurn(settings, 1, needs), engine, clock);
            assertThat(lab.plan("all")).applies();

            assertThat(engine.running()).hasSize(settings.size());
            assertThat(lab.plan("all").plan().isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void each_has_its_own_again_if_that_fails(List<String> settings, FakeEngine engine, VirtualClock clock)
            throws IOException {
        String before = inTurn(settings, 0, "");
        deployed(before, engine, clock);
        List<String> ids = ids(engine);
        engine.image("app:1").exitsAfter(Duration.ofMillis(10), 7);

        assertThat(lab(inTurn(settings, 1, ""), engine, clock).plan("all")).applyFails();

        assertThat(ids(engine)).isEqualTo(ids);
        assertThat(lab(before, engine, clock).plan("all").plan().changes())
                .filteredOn(change -> change.verdict() == Verdict.RECREATE)
                .isEmpty();
    }

    private static List<String> ids(FakeEngine engine) {
        return engine.containers().stream()
                .map(container -> container.name() + " " + container.id())
                .sorted()
                .toList();
    }

    @Test
    void a_port_moves_to_the_container_whose_network_its_owner_joins(FakeEngine engine, VirtualClock clock)
            throws IOException {
        deployed(service("torrent", "ports: ['18080:80']"), engine, clock);

        HomelabRuntime lab = lab(
                service("torrent", "network_mode: 'service:vpn'") + service("vpn", "ports: ['18080:80']"),
                engine,
                clock);
        assertThat(lab.plan("all")).applies();

        assertThat(engine.running()).containsExactly("lab-torrent-1", "lab-vpn-1");
    }

    @Test
    void a_fixed_address_moves_to_the_service_that_its_owner_waits_for(FakeEngine engine, VirtualClock clock)
            throws IOException {
        deployed(
                service("front", "networks: {lan: {ipv4_address: 10.79.1.5}}") + service("back", "networks: [lan]"),
                engine,
                clock);

        HomelabRuntime lab = lab(
                service("front", "networks: [lan], depends_on: [back]")
                        + service("back", "networks: {lan: {ipv4_address: 10.79.1.5}}"),
                engine,
                clock);
        PreparedPlan prepared = lab.plan("all");
        assertThat(verdictOn(prepared.plan(), ResourceId.service("front")).stopsFirst())
                .contains("service back takes its address 10.79.1.5 in network lab_lan");
        assertThat(prepared).applies();
    }

    @Test
    void what_a_service_has_that_a_deploy_leaves_alone_is_refused_in_its_name(FakeEngine engine, VirtualClock clock)
            throws IOException {
        deployed(service("a", "container_name: xx") + service("b", "container_name: yy"), engine, clock);

        Plan plan = lab(service("a", "container_name: yy") + service("b", "container_name: zz"), engine, clock)
                .plan("a")
                .plan();

        assertThat(verdictOn(plan, ResourceId.service("a")).causes())
                .containsExactly(
                        Cause.of(Cause.Kind.NAME_TAKEN, "container yy of service b, which this deploy leaves alone"));
    }

    @Test
    void all_that_stands_in_the_way_is_told(FakeEngine engine, VirtualClock clock) throws IOException {
        deployed(service("old", "container_name: thing, ports: ['18080:80', '18081:81']"), engine, clock);

        Plan plan = lab(service("new", "container_name: thing, ports: ['18080-18081:80', '18081:81']"), engine, clock)
                .plan("all")
                .plan();

        assertThat(verdictOn(plan, ResourceId.service("new")).causes())
                .extracting(Cause::kind)
                .containsExactly(Cause.Kind.NAME_TAKEN, Cause.Kind.PORT_TAKEN, Cause.Kind.PORT_TAKEN);
    }

    @Test
    void an_orphan_goes_last_where_services_are_no_unit(FakeEngine engine, VirtualClock clock) throws IOException {
        deployed(service("old", "container_name: thing"), engine, clock);

        PreparedPlan prepared = lab(service("new", "container_name: thing"), engine, clock)
                .plan(REMOVING.withOnFailure(OnFailure.KEEP));
        assertThat(prepared.plan()).hasToString("""
                #1 StopContainer container:thing
                #2 RenameContainer container:thing after #1
                #3 CreateContainer service:new after #2
                #4 StartContainer service:new after #1 #3
                #5 Await ready service:new after #4
                #6 RemoveContainer container:thing after #1 #2 #5""");
        assertThat(prepared).applies();
    }
}
