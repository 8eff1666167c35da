package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.Verdict;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In which order an old container and its successor come and go, and who is led to which of them. */
@HomelabTest
class ReplacementOrderTests {
    private static final String TAIL =
            "\nnetworks: {lan: {ipam: {config: [{subnet: 10.79.1.0/24}, {subnet: 'fd00:79::/64'}]}}}"
                    + "\nvolumes: {data: {}}\n";

    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final String APP =
            "  app: {image: 'app:1', environment: {V: '%s'}, networks: {lan: {aliases: [www]}},"
                    + " healthcheck: {test: 'true', interval: 1s, retries: 30}}";

    private final List<String> tooEarly = new ArrayList<>();

    @TempDir
    Path folder;

    private PreparedPlan plan(String services, FakeEngine engine, VirtualClock clock) throws IOException {
        HomelabRuntime lab = ComposeFolder.with("name: lab\nservices:\n" + services + TAIL, folder, engine, clock)
                .build();
        return lab.plan("all");
    }

    /** The verdict on a service whose environment changes. */
    private Change replaced(String settings, FakeEngine engine, VirtualClock clock) throws IOException {
        engine.has("app:1");
        String service = "  app: {image: 'app:1', environment: {V: '%s'}, " + settings + "}";
        assertThat(plan(service.formatted(1), engine, clock)).applies();
        PreparedPlan prepared = plan(service.formatted(2), engine, clock);
        assertThat(prepared).applies();
        assertThat(plan(service.formatted(2), engine, clock).plan().isEmpty()).isTrue();
        return prepared.plan().changes().stream()
                .filter(change -> change.verdict() == Verdict.RECREATE)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            networks: {lan: {ipv4_address: 10.79.1.53}}                         | address 10.79.1.53
            networks: {lan: {ipv6_address: 'fd00:79::53'}}                      | address fd00:79::53
            networks: {lan: {link_local_ips: [169.254.8.8]}}                    | address 169.254.8.8
            mac_address: '02:42:ac:11:00:53', networks: [lan]                   | MAC address 02:42:ac:11:00:53
            networks: {lan: {mac_address: '02:42:ac:11:00:54'}}                 | MAC address 02:42:ac:11:00:54
            container_name: one                                                 | container_name one
            ports: ['18080:80']                                                 | port 18080/tcp
            volumes: ['data:/d']                                                | volume lab_data
            volumes: ['/srv/music:/m']                                          | /srv/music
            devices: ['/dev/ttyUSB0:/dev/ttyUSB0']                              | device /dev/ttyUSB0
            gpus: all                                                           | device GPU
            privileged: true                                                    | all devices (privileged)
            network_mode: host                                                  | the network of the host
            """)
    void what_there_can_only_be_one_of_makes_the_old_one_stop_first(
            String settings, String unique, FakeEngine engine, VirtualClock clock) throws IOException {
        Change change = replaced(settings, engine, clock);

        assertThat(change.downtime()).isEqualTo(Downtime.RESTART);
        assertThat(change.stopsFirst()).containsExactly("only one at a time can have " + unique);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "networks: [lan]",
                "tmpfs: [/run]",
                "volumes: [{type: tmpfs, target: /t}]",
                "volumes: ['/srv/music:/m:ro']",
                "hostname: app",
                "networks: {lan: {aliases: [www]}}"
            })
    void what_two_can_have_does_not(String settings, FakeEngine engine, VirtualClock clock) throws IOException {
        Change change = replaced(settings, engine, clock);

        assertThat(change.downtime()).isEqualTo(Downtime.NONE);
        assertThat(change.stopsFirst()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-homelab: {replace: stop-first}", "deploy: {update_config: {order: stop-first}}"})
    void a_service_of_which_there_may_only_be_one_can_say_so(String settings, FakeEngine engine, VirtualClock clock)
            throws IOException {
        Change change = replaced(settings, engine, clock);

        assertThat(change.downtime()).isEqualTo(Downtime.RESTART);
        assertThat(change.stopsFirst())
                .singleElement()
                .asString()
                .endsWith("says so")
                .contains("compose.yaml:3:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-homelab: {replace: start-first}",
                "deploy: {update_config: {order: start-first}}",
                "x-homelab: {replace: start-first}, deploy: {update_config: {order: stop-first}}"
            })
    void a_service_that_can_share_its_data_can_say_so(String settings, FakeEngine engine, VirtualClock clock)
            throws IOException {
        assertThat(replaced("volumes: ['data:/d'], " + settings, engine, clock).downtime())
                .isEqualTo(Downtime.NONE);
    }

    @Test
    void what_cannot_be_replaced_start_first_though_it_shall_is_told_with_its_place(
            FakeEngine engine, VirtualClock clock) throws IOException {
        engine.has("app:1");
        PreparedPlan prepared =
                plan("  app: {image: 'app:1', ports: ['18080:80'], x-homelab: {replace: start-first}}", engine, clock);

        assertThat(prepared.plan().notices())
                .filteredOn(notice -> notice.contains("start-first"))
                .singleElement()
                .asString()
                .contains("compose.yaml:3:")
                .endsWith("app cannot be replaced start-first: only one at a time can have port 18080/tcp");
    }

    @Test
    void nobody_is_led_to_a_new_container_before_it_is_ready(FakeEngine engine, VirtualClock clock) throws IOException {
        engine.has("app:1").image("app:1").becomesHealthyAfter(WARM_UP);
        assertThat(plan(APP.formatted(1), engine, clock)).applies();
        List<String> names = names(engine.container("lab-app-1"));
        clock.advance(WARM_UP);
        List<List<ObservedContainer>> led = new ArrayList<>();
        lookEvery(Duration.ofMillis(50), clock, () -> led.add(answering(engine)));

        PreparedPlan prepared = plan(APP.formatted(2), engine, clock);
        assertThat(prepared).applies();

        assertThat(prepared.plan()).hasToString("""
                #1 CreateContainer service:app
                #2 StartContainer service:app after #1
                #3 Await ready service:app after #2
                #4 ReconnectNetwork service:app after #3
                #5 ReconnectNetwork service:app after #3 #4
                #6 StopContainer service:app after #3 #4 #5
                #7 RenameContainer service:app after #6
                #8 RenameContainer service:app after #3 #7
                #9 RemoveContainer service:app after #3 #8""");
        assertThat(led).hasSizeGreaterThan(100).allSatisfy(some -> assertThat(some)
                .isNotEmpty());
        assertThat(names(engine.container("lab-app-1"))).isEqualTo(names).contains("lab-app-1", "app", "www");
        assertThat(engine.answering("lab_lan", "www")).containsExactly("lab-app-1");
        assertThat(tooEarly).isEmpty();
    }

    @Test
    void a_replacement_that_fails_leaves_the_old_one_its_names(FakeEngine engine, VirtualClock clock)
            throws IOException {
        String other = "\n  late: {image: 'late:1', environment: {V: '%s'}, depends_on: [app]}";
        engine.has("app:1", "late:1");
        assertThat(plan((APP + other).formatted(1, 1), engine, clock)).applies();
        List<String> names = names(engine.container("lab-app-1"));
        String id = engine.container("lab-app-1").id();
        engine.image("late:1").exitsAfter(Duration.ofMillis(10), 7);

        assertThat(plan((APP + other).formatted(2, 2), engine, clock))
                .applyFails()
                .rolledBack();

        assertThat(engine.container("lab-app-1").id()).isEqualTo(id);
        assertThat(names(engine.container("lab-app-1"))).isEqualTo(names);
        assertThat(engine.answering("lab_lan", "www")).containsExactly("lab-app-1");
    }

    @Test
    void each_copy_of_a_service_is_replaced_so(FakeEngine engine, VirtualClock clock) throws IOException {
        String three = APP.replace("{image", "{scale: 3, image");
        engine.has("app:1").image("app:1").becomesHealthyAfter(WARM_UP);
        assertThat(plan(three.formatted(1), engine, clock)).applies();
        clock.advance(WARM_UP);
        lookEvery(Duration.ofMillis(50), clock, () -> answering(engine));

        assertThat(plan(three.formatted(2), engine, clock)).applies();

        assertThat(tooEarly).isEmpty();
        assertThat(engine.answering("lab_lan", "app")).containsExactly("lab-app-1", "lab-app-2", "lab-app-3");
        assertThat(plan(three.formatted(2), engine, clock).plan().isEmpty()).isTrue();
    }

    @Test
    void a_copy_that_is_added_is_found_when_it_is_ready(FakeEngine engine, VirtualClock clock) throws IOException {
        engine.has("app:1").image("app:1").becomesHealthyAfter(WARM_UP);
        assertThat(plan(APP.formatted(1), engine, clock)).applies();
        clock.advance(WARM_UP);
        lookEvery(Duration.ofMillis(50), clock, () -> answering(engine));

        String three = APP.replace("{image", "{scale: 3, image").formatted(1);
        assertThat(plan(three, engine, clock)).applies();

        assertThat(tooEarly).isEmpty();
        assertThat(engine.answering("lab_lan", "app")).containsExactly("lab-app-1", "lab-app-2", "lab-app-3");
        assertThat(plan(three, engine, clock).plan().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{app: {condition: service_started}}", "{app: {condition: service_started, restart: true}}"})
    void who_needs_a_service_starts_when_one_address_answers_for_it(String needs, FakeEngine engine, VirtualClock clock)
            throws IOException {
        String services = "  app: {image: 'app:1', environment: {V: '%1$s'}, networks: [lan]}\n"
                + "  user: {image: 'app:1', environment: {V: '%1$s'}, networks: [lan], depends_on: " + needs + "}";
        engine.has("app:1");
        assertThat(plan(services.formatted(1), engine, clock)).applies();
        int before = engine.actions().size();
        PreparedPlan prepared = plan(services.formatted(2), engine, clock);
        assertThat(prepared).applies();

        List<Action> actions = engine.actions().subList(before, engine.actions().size());
        int gone = actions.indexOf(actions.stream()
                .filter(Action.StopContainer.class::isInstance)
                .findFirst()
                .orElseThrow());
        assertThat(actions.subList(0, gone))
                .filteredOn(Action.StartContainer.class::isInstance)
                .containsExactly(new Action.StartContainer("lab-app-1.next"));
    }

    /** Those to whom the network leads, each noted if it is not ready by what its process does. */
    private List<ObservedContainer> answering(FakeEngine engine) {
        List<ObservedContainer> found = engine.answering("lab_lan", "app").stream()
                .map(engine::container)
                .toList();
        found.stream()
                .filter(container ->
                        started(container).plus(WARM_UP).isAfter(engine.clock().now()))
                .forEach(container -> tooEarly.add(container.name()));
        return found;
    }

    private static Instant started(ObservedContainer container) {
        return Instant.parse(container
                .inspection()
                .orElseThrow()
                .object("State")
                .string("StartedAt")
                .orElseThrow());
    }

    private static List<String> names(ObservedContainer container) {
        return container
                .inspection()
                .orElseThrow()
                .object("NetworkSettings")
                .object("Networks")
                .object("lab_lan")
                .strings("Aliases")
                .stream()
                .filter(name -> !container.id().startsWith(name))
                .toList();
    }

    private static void lookEvery(Duration pause, VirtualClock clock, Runnable look) {
        VirtualClock.Timer unused = clock.after(pause, () -> {
            look.run();
            lookEvery(pause, clock, look);
        });
    }
}
