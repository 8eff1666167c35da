package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.UnknownVolumeException;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.Recreate;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Volumes that are made, changed and taken back: nothing is lost without consent, and none is asked for where nothing can be. */
@HomelabTest
class VolumeChangeTests {
    private static final ResourceId VOLUME = ResourceId.volume("lab_share");

    @TempDir
    Path folder;

    private HomelabRuntime lab(String volume, FakeEngine engine, VirtualClock clock) throws IOException {
        return lab("app:1", volume, engine, clock);
    }

    private HomelabRuntime lab(String image, String volume, FakeEngine engine, VirtualClock clock) throws IOException {
        engine.has(image);
        return ComposeFolder.with("""
                        name: lab
                        services:
                          media: {image: '%s', volumes: ['share:/m']}
                        volumes: {share: %s}
                        """.formatted(image, volume), folder, engine, clock)
                .build();
    }

    private static Change verdict(PreparedPlan prepared) {
        return prepared.plan().changes().stream()
                .filter(change -> change.resource().equals(VOLUME))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_deploy_that_fails_takes_the_volumes_back_that_it_made(FakeEngine engine, VirtualClock clock)
            throws IOException {
        engine.image("app:1").exitsAfter(Duration.ofMillis(10), 7);

        assertThat(lab("{}", engine, clock).plan("all")).applyFails().rolledBack();

        assertThat(engine.volumes()).isEmpty();
    }

    @Test
    void a_volume_that_was_there_before_is_none_of_them(FakeEngine engine, VirtualClock clock) throws IOException {
        assertThat(lab("{}", engine, clock).plan("all")).applies();
        engine.image("app:1").exitsAfter(Duration.ofMillis(10), 7);

        assertThat(lab("{}", engine, clock)
                        .plan(DeployRequest.of(List.of("all")).withRecreate(Recreate.ALWAYS)))
                .applyFails();

        assertThat(engine.volumes()).extracting(ObservedVolume::name).containsExactly("lab_share");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {driver_opts: {type: tmpfs, device: tmpfs, o: 'size=5m'}}                | {driver_opts: {type: tmpfs, device: tmpfs, o: 'size=6m'}}                | driver_opts.o: size=5m -> size=6m
            {driver_opts: {type: nfs, device: ':/m', o: 'addr=10.0.0.1,rw'}}         | {driver_opts: {type: nfs, device: ':/m', o: 'addr=10.0.0.2,rw'}}         | driver_opts.o: addr=10.0.0.1,rw -> addr=10.0.0.2,rw
            {driver_opts: {type: none, device: /srv/a, o: bind}}                     | {driver_opts: {type: none, device: /srv/b, o: bind}}                     | driver_opts.device: /srv/a -> /srv/b
            {driver_opts: {type: nfs, device: ':/m'}}                                | {driver_opts: {type: nfs, device: ':/m', o: rw}}                         | driver_opts.o: (none) -> rw
            {driver_opts: {type: cifs, device: //n/m, o: 'password=x1,vers=2'}}      | {driver_opts: {type: cifs, device: //n/m, o: 'password=y2,vers=3'}}      | driver_opts.o: password=(secret),vers=2 -> password=(secret),vers=3
            """)
    void where_what_is_in_it_is_elsewhere_nobody_is_asked_and_the_plan_shows_the_field(
            String before, String after, String shown, FakeEngine engine, VirtualClock clock) throws IOException {
        assertThat(lab(before, engine, clock).plan("all")).applies();

        HomelabRuntime lab = lab(after, engine, clock);
        PreparedPlan prepared = lab.plan("all");
        Change change = verdict(prepared);
        assertThat(change.verdict()).isEqualTo(Verdict.RECREATE);
        assertThat(change.losesData()).isFalse();
        assertThat(change.causes()).singleElement().satisfies(cause -> assertThat(cause.differences())
                .hasToString("[" + shown + "]"));
        assertThat(prepared).applies();
        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
    }

    @Test
    void a_container_of_a_changed_volume_is_made_anew_for_that_reason(FakeEngine engine, VirtualClock clock)
            throws IOException {
        assertThat(lab("{driver_opts: {type: none, device: /srv/a, o: bind}}", engine, clock)
                        .plan("all"))
                .applies();

        PreparedPlan prepared = lab("{driver_opts: {type: none, device: /srv/b, o: bind}}", engine, clock)
                .plan("all");

        assertThat(prepared.plan().changes())
                .filteredOn(change -> change.resource().equals(ResourceId.service("media")))
                .singleElement()
                .satisfies(change ->
                        assertThat(change.causes()).containsExactly(Cause.of(Cause.Kind.VOLUME_CHANGED, "lab_share")));
    }

    @Test
    void volume_and_container_are_as_they_were_if_that_fails(FakeEngine engine, VirtualClock clock) throws IOException {
        String before = "{driver_opts: {type: none, device: /srv/a, o: bind}}";
        assertThat(lab(before, engine, clock).plan("all")).applies();
        engine.image("app:2").exitsAfter(Duration.ofMillis(10), 7);

        assertThat(lab("app:2", "{driver_opts: {type: none, device: /srv/b, o: bind}}", engine, clock)
                        .plan("all"))
                .applyFails()
                .rolledBack();

        assertThat(engine.volumes()).singleElement().satisfies(volume -> assertThat(
                        volume.settings().object("Options").string("device"))
                .contains("/srv/a"));
        assertThat(engine.container("lab-media-1").mounts())
                .extracting(mount -> mount.source())
                .containsExactly("lab_share");
        assertThat(lab(before, engine, clock).plan("all").plan().changes())
                .filteredOn(change -> change.verdict() == Verdict.RECREATE)
                .isEmpty();
    }

    @Test
    void what_is_one_too_many_gives_way_to_a_changed_volume(FakeEngine engine, VirtualClock clock) throws IOException {
        String file = """
                name: lab
                services: {media: {image: 'app:1', scale: %d, volumes: ['share:/m']}}
                volumes: {share: {driver_opts: {type: none, device: %s, o: bind}}}
                """;
        engine.has("app:1");
        assertThat(ComposeFolder.with(file.formatted(2, "/srv/a"), folder, engine, clock)
                        .build()
                        .plan("all"))
                .applies();

        assertThat(ComposeFolder.with(file.formatted(1, "/srv/b"), folder, engine, clock)
                        .build()
                        .plan("all"))
                .applies();

        assertThat(engine.running()).containsExactly("lab-media-1");
    }

    @Test
    void two_that_swap_names_while_their_volume_changes_are_as_they_were_if_that_fails(
            FakeEngine engine, VirtualClock clock) throws IOException {
        String file = """
                name: lab
                services:
                  one: {image: '%s', container_name: %s, volumes: ['share:/m']}
                  two: {image: '%s', container_name: %s, volumes: ['share:/m']}
                volumes: {share: {driver_opts: {type: none, device: %s, o: bind}}}
                """;
        engine.has("app:1", "app:2");
        assertThat(ComposeFolder.with(file.formatted("app:1", "xx", "app:1", "yy", "/srv/a"), folder, engine, clock)
                        .build()
                        .plan("all"))
                .applies();
        engine.image("app:2").exitsAfter(Duration.ofMillis(10), 7);

        assertThat(ComposeFolder.with(file.formatted("app:2", "yy", "app:2", "xx", "/srv/b"), folder, engine, clock)
                        .build()
                        .plan("all"))
                .applyFails()
                .rolledBack();

        assertThat(engine.container("xx").labels()).containsEntry("com.docker.compose.service", "one");
        assertThat(engine.container("yy").labels()).containsEntry("com.docker.compose.service", "two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"share", "lab_share"})
    void data_on_this_host_is_lost_only_with_consent_by_either_name(String name, FakeEngine engine, VirtualClock clock)
            throws IOException {
        assertThat(lab("{labels: {use: a}}", engine, clock).plan("all")).applies();

        HomelabRuntime lab = lab("{labels: {use: b}}", engine, clock);
        Change refused = verdict(lab.plan("all"));
        assertThat(refused.verdict()).isEqualTo(Verdict.REFUSE);
        assertThat(refused.causes())
                .extracting(cause -> cause.kind() + cause.differences().toString())
                .containsExactly("DATA_LOSS[]", "CONFIGURATION_CHANGED[labels.use: a -> b]");

        PreparedPlan allowed = lab.plan(DeployRequest.of(List.of("all")).withAllowDataLoss(Set.of(name)));
        assertThat(verdict(allowed).losesData()).isTrue();
        assertThat(allowed).applies();
    }

    @Test
    void consent_for_an_unknown_volume_is_an_error(FakeEngine engine, VirtualClock clock) throws IOException {
        HomelabRuntime lab = lab("{}", engine, clock);

        assertThatThrownBy(() -> lab.plan(DeployRequest.of(List.of("all")).withAllowDataLoss(Set.of("shar"))))
                .isInstanceOf(UnknownVolumeException.class)
                .hasMessageContaining("shar");
        assertThat(engine.actions()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
    }

    @Test
    void a_volume_that_somebody_else_uses_is_not_made_anew(FakeEngine engine, VirtualClock clock) throws IOException {
        assertThat(lab("{driver_opts: {type: none, device: /srv/a, o: bind}}", engine, clock)
                        .plan("all"))
                .applies();
        engine.given("backup").mount("lab_share", "/m").running();

        assertThat(verdict(lab("{driver_opts: {type: none, device: /srv/b, o: bind}}", engine, clock)
                        .plan("all")))
                .satisfies(change -> assertThat(change.causes())
                        .containsExactly(Cause.of(Cause.Kind.NEEDED_BY, "container backup")));
    }
}
