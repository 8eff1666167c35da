package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;
import static io.homelabhub.testkit.engine.Calls.start;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.engine.ActionProgress;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerReference;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who goes with a container that holds a volume which is made anew, and comes back with it. */
@HomelabTest
class VolumeHoldersTests {
    private static final String LENDER =
            "lender: {image: '%s', network_mode: bridge, volumes: ['share:/m', '/shared']}";
    private static final String ORPHAN = "old: {image: app:1, volumes: ['share:/m'], environment: {COLOUR: blue}}";

    @TempDir
    Path folder;

    private HomelabRuntime lab(FakeEngine engine, VirtualClock clock, String device, String... services)
            throws IOException {
        engine.has("app:1", "app:2");
        return ComposeFolder.with("""
            name: lab
            services:
              %s
            volumes: {share: {driver_opts: {type: none, device: %s, o: bind}}}
            """.formatted(String.join("\n  ", services), device), folder, engine, clock)
                .build();
    }

    private static DeployRequest all() {
        return DeployRequest.of(List.of("all"));
    }

    private static List<String> lenders(ObservedContainer guest) {
        ApiObject hostConfig = guest.inspection().orElseThrow().object("HostConfig");
        return ContainerReference.of(hostConfig).stream()
                .map(ContainerReference::container)
                .toList();
    }

    private static String device(FakeEngine engine) {
        return engine.volumes().stream()
                .filter(volume -> volume.name().equals("lab_share"))
                .findFirst()
                .flatMap(volume -> volume.settings().object("Options").string("device"))
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network_mode: 'service:lender'",
                "network_mode: 'container:lab-lender-1'",
                "ipc: 'service:lender'",
                "pid: 'service:lender'",
                "volumes_from: [lender]",
                "volumes_from: ['lender:ro'], volumes: ['/own:/m']",
                "network_mode: bridge, links: [lender]",
                "network_mode: 'service:lender', volumes: ['share:/mine']",
                "network_mode: 'service:lender', healthcheck: {test: 'true'}"
            })
    void a_guest_comes_back_onto_the_lender_that_comes_back(String shared, FakeEngine engine, VirtualClock clock)
            throws IOException {
        String guest = "a-guest: {image: app:1, " + shared + "}";
        String second = "b-guest: {image: app:1, pid: 'service:a-guest'}";
        HomelabRuntime before = lab(engine, clock, "/srv/a", LENDER.formatted("app:1"), guest, second);
        assertThat(before.plan("all")).applies();
        engine.image("app:2").exitsAfter(Duration.ofMillis(10), 7);

        HomelabRuntime after = lab(engine, clock, "/srv/b", LENDER.formatted("app:2"), guest, second);
        assertThat(after.plan("all")).applyFails().rolledBack();

        assertThat(device(engine)).isEqualTo("/srv/a");
        assertThat(engine.running()).containsExactly("lab-a-guest-1", "lab-b-guest-1", "lab-lender-1");
        String lender = engine.container("lab-lender-1").id();
        assertThat(lenders(engine.container("lab-a-guest-1"))).containsAnyOf(lender, "lab-lender-1");
        assertThat(lenders(engine.container("lab-b-guest-1")))
                .containsExactly(engine.container("lab-a-guest-1").id());
        HomelabRuntime again = lab(engine, clock, "/srv/a", LENDER.formatted("app:1"), guest, second);
        assertThat(again.plan("all").plan().isEmpty()).isTrue();
        assertThat(again.health().isHealthy()).isTrue();
    }

    @Test
    void a_guest_that_was_not_well_comes_back_after_its_lender_all_the_same(FakeEngine engine, VirtualClock clock)
            throws IOException {
        String guest = "a-guest: {image: 'ill:1', network_mode: 'service:lender', healthcheck: {test: x, retries: 1}}";
        engine.has("ill:1");
        assertThat(lab(engine, clock, "/srv/a", LENDER.formatted("app:1"), guest)
                        .plan("all"))
                .applies();
        engine.image("ill:1").neverHealthy();
        clock.advance(Duration.ofMinutes(2));
        engine.on(start("lab-lender-1")).takes(Duration.ofSeconds(2), Times.always());
        engine.image("app:2").exitsAfter(Duration.ofMillis(10), 7);

        assertThat(lab(engine, clock, "/srv/b", LENDER.formatted("app:2"), guest)
                        .plan("all"))
                .applyFails()
                .rolledBack();

        assertThat(engine.running()).containsExactly("lab-a-guest-1", "lab-lender-1");
    }

    @Test
    void a_guest_that_is_one_too_many_comes_back_too(FakeEngine engine, VirtualClock clock) throws IOException {
        String guest = "a-guest: {image: app:1, network_mode: 'service:lender', scale: %d}";
        assertThat(lab(engine, clock, "/srv/a", LENDER.formatted("app:1"), guest.formatted(2))
                        .plan("all"))
                .applies();
        engine.image("app:2").exitsAfter(Duration.ofMillis(10), 7);

        assertThat(lab(engine, clock, "/srv/b", LENDER.formatted("app:2"), guest.formatted(1))
                        .plan("all"))
                .applyFails()
                .rolledBack();

        assertThat(engine.running()).containsExactly("lab-a-guest-1", "lab-a-guest-2", "lab-lender-1");
    }

    @Test
    void a_guest_whose_lender_is_made_anew_still_gets_the_new_one(FakeEngine engine, VirtualClock clock)
            throws IOException {
        String guest = "a-guest: {image: app:1, network_mode: 'service:lender'}";
        assertThat(lab(engine, clock, "/srv/a", LENDER.formatted("app:1"), guest)
                        .plan("all"))
                .applies();

        HomelabRuntime after = lab(engine, clock, "/srv/b", LENDER.formatted("app:2"), guest);
        assertThat(after.plan("all")).applies();

        assertThat(lenders(engine.container("lab-a-guest-1")))
                .containsExactly(engine.container("lab-lender-1").id());
        assertThat(after.plan("all").plan().isEmpty()).isTrue();
    }

    @Test
    void what_is_brought_back_is_made_from_the_image_that_it_had(FakeEngine engine, VirtualClock clock)
            throws IOException {
        String image = "registry.lab/app:1";
        String app = "app: {image: '%s', pull_policy: always, volumes: ['share:/m']}".formatted(image);
        engine.registry().publishes(image);
        assertThat(lab(engine, clock, "/srv/a", app).plan("all")).applies();
        String before = engine.container("lab-app-1").imageId();
        engine.registry().publishes(image);
        engine.image(image).exitsAfter(Duration.ofMillis(10), 7);

        assertThat(lab(engine, clock, "/srv/b", app).plan("all")).applyFails().rolledBack();
        assertThat(engine.container("lab-app-1").imageId()).isEqualTo(before);
        engine.perform(new Action.PullImage(image, Optional.empty()), ActionProgress.NONE); // by hand
        assertThat(lab(engine, clock, "/srv/c", app.replace(", pull_policy: always", ""))
                        .plan("all"))
                .applyFails()
                .rolledBack();

        assertThat(engine.container("lab-app-1").imageId()).isEqualTo(before);
    }

    @Test
    void an_orphan_goes_before_its_volume_does_where_orphans_are_removed(FakeEngine engine, VirtualClock clock)
            throws IOException {
        String app = "app: {image: app:1, volumes: ['share:/m']}";
        assertThat(lab(engine, clock, "/srv/a", app, ORPHAN).plan("all")).applies();

        HomelabRuntime after = lab(engine, clock, "/srv/b", app);
        assertThat(after.plan("all").plan().changes())
                .filteredOn(change -> change.verdict() == Verdict.REFUSE)
                .singleElement()
                .satisfies(change -> assertThat(change.causes())
                        .containsExactly(Cause.of(Cause.Kind.NEEDED_BY, "container lab-old-1")));
        assertThat(after.plan(all().withRemoveOrphans(true))).applies();

        assertThat(engine.containers()).extracting(ObservedContainer::name).containsExactly("lab-app-1");
        assertThat(device(engine)).isEqualTo("/srv/b");
    }

    @Test
    void an_orphan_that_went_for_its_volume_comes_back_if_that_fails(FakeEngine engine, VirtualClock clock)
            throws IOException {
        String app = "app: {image: '%s', volumes: ['share:/m']}";
        assertThat(lab(engine, clock, "/srv/a", app.formatted("app:1"), ORPHAN).plan("all"))
                .applies();
        engine.image("app:2").exitsAfter(Duration.ofMillis(10), 7);

        assertThat(lab(engine, clock, "/srv/b", app.formatted("app:2")).plan(all().withRemoveOrphans(true)))
                .applyFails()
                .rolledBack();

        assertThat(engine.running()).containsExactly("lab-app-1", "lab-old-1");
        assertThat(engine.container("lab-old-1").state()).isEqualTo(ContainerState.RUNNING);
        assertThat(device(engine)).isEqualTo("/srv/a");
        assertThat(lab(engine, clock, "/srv/a", app.formatted("app:1"), ORPHAN)
                        .plan("all")
                        .plan()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void an_orphan_goes_for_good_before_a_volume_whose_data_may_be_lost(FakeEngine engine, VirtualClock clock)
            throws IOException {
        String file = """
            name: lab
            services: {app: {image: app:1, volumes: ['share:/m']}%s}
            volumes: {share: {labels: {use: %s}}}
            """;
        engine.has("app:1");
        assertThat(ComposeFolder.with(file.formatted(", " + ORPHAN, "a"), folder, engine, clock)
                        .build()
                        .plan("all"))
                .applies();

        assertThat(ComposeFolder.with(file.formatted("", "b"), folder, engine, clock)
                        .build()
                        .plan(all().withRemoveOrphans(true).withAllowDataLoss(Set.of("share"))))
                .applies();

        assertThat(engine.running()).containsExactly("lab-app-1");
    }

    @Test
    void an_orphan_that_lives_in_a_lender_comes_back_onto_it(FakeEngine engine, VirtualClock clock) throws IOException {
        String guest = "old: {image: app:1, network_mode: 'service:lender'}";
        assertThat(lab(engine, clock, "/srv/a", LENDER.formatted("app:1"), guest)
                        .plan("all"))
                .applies();
        engine.image("app:2").exitsAfter(Duration.ofMillis(10), 7);

        assertThat(lab(engine, clock, "/srv/b", LENDER.formatted("app:2")).plan(all().withRemoveOrphans(true)))
                .applyFails()
                .rolledBack();

        assertThat(engine.running()).containsExactly("lab-lender-1", "lab-old-1");
        assertThat(lenders(engine.container("lab-old-1")))
                .containsExactly(engine.container("lab-lender-1").id());
    }

    @Test
    void one_that_takes_the_name_of_an_orphan_which_goes_for_its_volume_waits_for_that(
            FakeEngine engine, VirtualClock clock) throws IOException {
        String app = "app: {image: app:1, volumes: ['share:/m']%s}";
        String orphan = "old: {image: app:1, volumes: ['share:/m'], container_name: one}";
        assertThat(lab(engine, clock, "/srv/a", app.formatted(""), orphan).plan("all"))
                .applies();

        assertThat(lab(engine, clock, "/srv/b", app.formatted(", container_name: one"))
                        .plan(all().withRemoveOrphans(true)))
                .applies();

        assertThat(engine.containers()).extracting(ObservedContainer::name).containsExactly("one");
    }

    private static String passwordIn(FakeEngine engine, String container) throws IOException {
        return engine.files(container, List.of("/etc/app/password")).stream()
                .map(file ->
                        new String(file.content(), StandardCharsets.UTF_8) + " " + Integer.toOctalString(file.mode()))
                .findFirst()
                .orElse("none");
    }

    private HomelabRuntime withPassword(FakeEngine engine, VirtualClock clock, String device, String password)
            throws IOException {
        String old =
                "  old: {image: app:1, volumes: ['share:/m'], configs: [{source: c, target: /etc/app/password, mode: 0440}]}";
        engine.has("app:1", "app:2");
        return ComposeFolder.with(
                        """
                        name: lab
                        services:
                          web: {image: %s, volumes: ['share:/m'], configs: [{source: c, target: /etc/app/password, mode: 0440}]}
                        %s
                        configs: {c: {content: %s}}
                        volumes: {share: {driver_opts: {type: none, device: %s, o: bind}}}
                        """.formatted(
                                        device.equals("/srv/a") ? "app:1" : "app:2",
                                        device.equals("/srv/a") ? old : "",
                                        password,
                                        device),
                        folder,
                        engine,
                        clock)
                .build();
    }

    @Test
    void an_orphan_comes_back_with_the_files_that_it_was_given(FakeEngine engine, VirtualClock clock)
            throws IOException {
        assertThat(withPassword(engine, clock, "/srv/a", "one").plan("all")).applies();
        engine.image("app:2").exitsAfter(Duration.ofMillis(10), 7);

        HomelabRuntime after = withPassword(engine, clock, "/srv/b", "two");
        assertThat(after.plan(all().withRemoveOrphans(true))).applyFails().rolledBack();

        assertThat(passwordIn(engine, "lab-old-1")).isEqualTo("one 440");
    }

    @Test
    void an_old_container_comes_back_with_the_files_of_its_own_time(FakeEngine engine, VirtualClock clock)
            throws IOException {
        assertThat(withPassword(engine, clock, "/srv/a", "one").plan("all")).applies();
        engine.image("app:2").exitsAfter(Duration.ofMillis(10), 7);

        assertThat(withPassword(engine, clock, "/srv/b", "two").plan(all().withRemoveOrphans(true)))
                .applyFails()
                .rolledBack();

        assertThat(passwordIn(engine, "lab-web-1")).isEqualTo("one 440");
    }
}
