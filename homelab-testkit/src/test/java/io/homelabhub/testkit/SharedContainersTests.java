package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;
import static io.homelabhub.testkit.HomelabAssertions.assertThatThrownBy;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PlanRefusedException;
import io.homelabhub.failure.Remedy;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Verdict;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers that name others: for their namespaces, their volumes, or a link on the default bridge. */
@HomelabTest
class SharedContainersTests {
    @TempDir
    Path folder;

    private HomelabRuntime lab(FakeEngine engine, VirtualClock clock, String... services) throws IOException {
        return ComposeFolder.with(
                        "name: lab\nservices:\n  " + String.join("\n  ", services) + "\n", folder, engine, clock)
                .build();
    }

    private static String guest(String shared) {
        return "a-guest: {image: app:1, " + shared + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network_mode: bridge, links: [lender]",
                "network_mode: bridge, external_links: ['lab-lender-1:other']",
                "network_mode: 'service:lender'",
                "network_mode: 'container:lab-lender-1'",
                "ipc: 'service:lender'",
                "ipc: 'container:lab-lender-1'",
                "pid: 'service:lender'",
                "pid: 'container:lab-lender-1'",
                "volumes_from: [lender]",
                "volumes_from: ['container:lab-lender-1:ro']"
            })
    void what_a_container_names_is_there_before_it_and_made_anew_before_it(
            String shared, FakeEngine engine, VirtualClock clock) throws IOException {
        String lender = "lender: {image: app:1, network_mode: bridge, environment: {V: '%s'}}";
        assertThat(lab(engine, clock, lender.formatted(1), guest(shared)).plan("a-guest"))
                .applies();
        String before = engine.container("lab-a-guest-1").id();

        HomelabRuntime changed = lab(engine, clock, lender.formatted(2), guest(shared));
        assertThat(changed.plan("lender")).applies();

        assertThat(engine.container("lab-a-guest-1").id()).isNotEqualTo(before);
        assertThat(changed.plan("all").plan().isEmpty()).isTrue();
        stop(engine, "lab-a-guest-1");
        start(engine, "lab-a-guest-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"network_mode: 'service:lender'", "ipc: 'service:lender'"})
    void no_deploy_is_well_whose_guest_lost_its_namespace_meanwhile(
            String shared, FakeEngine engine, VirtualClock clock) throws IOException {
        engine.has("slow:1");
        engine.image("slow:1").becomesHealthyAfter(Duration.ofSeconds(20));
        HomelabRuntime lab = lab(
                engine,
                clock,
                "lender: {image: app:1}",
                guest(shared),
                "slow: {image: slow:1, healthcheck: {test: 'true', interval: 1s, retries: 60}}");
        var unused = clock.after(Duration.ofSeconds(10), () -> engine.troubles().isRestarted("lab-lender-1"));

        assertThat(lab.plan("all")).applyFails().failed("a-guest").rolledBack();
    }

    @ParameterizedTest
    @ValueSource(strings = {"network_mode: 'service:lender'", "ipc: 'service:lender'"})
    void a_namespace_whose_owner_was_restarted_is_drift(String shared, FakeEngine engine, VirtualClock clock)
            throws IOException, InterruptedException {
        HomelabRuntime lab = lab(engine, clock, "lender: {image: app:1}", guest(shared));
        assertThat(lab.plan("all")).applies();
        assertThat(lab.health().isHealthy()).isTrue();

        clock.sleep(Duration.ofSeconds(1));
        stop(engine, "lab-lender-1");
        start(engine, "lab-lender-1");

        assertThat(lab.health().isHealthy()).isFalse();
        Change change = verdictOn(lab.plan("all").plan(), "a-guest");
        assertThat(change.verdict()).isEqualTo(Verdict.RESTART);
        assertThat(change.causes().get(0).subject()).contains("lab-lender-1, which was started after it");
        assertThat(lab.plan("all")).applies();
        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
        assertThat(lab.health().isHealthy()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network_mode: 'service:lender'",
                "ipc: 'service:lender'",
                "pid: 'service:lender'",
                "volumes_from: [lender]",
                "network_mode: bridge, links: [lender]"
            })
    void without_dependencies_a_container_whose_lender_is_gone_is_refused(
            String shared, FakeEngine engine, VirtualClock clock) throws IOException {
        HomelabRuntime lab = lab(engine, clock, "lender: {image: app:1, network_mode: bridge}", guest(shared));
        assertThat(lab.plan("all")).applies();
        engine.set(new Action.RemoveContainer("lab-lender-1", true));

        DeployRequest alone = DeployRequest.of(List.of("a-guest")).withDependencies(false);
        int before = engine.actions().size();
        assertThatThrownBy(() -> lab.plan(alone).apply())
                .asInstanceOf(InstanceOfAssertFactories.type(PlanRefusedException.class))
                .satisfies(refused -> assertThat(refused.getMessage())
                        .contains("container lab-lender-1")
                        .contains("which is not there"))
                .satisfies(refused ->
                        assertThat(refused.remedies()).containsExactly(Remedy.of(Remedy.Kind.TAKE_LENDER, "")));
        assertThat(engine.actions()).hasSize(before);

        assertThat(lab.plan("a-guest")).applies();
        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
    }

    @Test
    void what_a_container_has_from_a_lender_that_was_removed_it_has_from_the_new_one(
            FakeEngine engine, VirtualClock clock) throws IOException {
        HomelabRuntime lab = lab(
                engine,
                clock,
                "lender: {image: app:1, volumes: [/shared]}",
                "a-guest: {image: app:1, volumes_from: [lender], volumes: [/own]}");
        assertThat(lab.plan("all")).applies();
        String own = volumeAt("lab-a-guest-1", "/own", engine);
        engine.set(new Action.RemoveContainer("lab-lender-1", false));

        assertThat(lab.plan("all")).applies();

        assertThat(volumeAt("lab-a-guest-1", "/shared", engine)).isEqualTo(volumeAt("lab-lender-1", "/shared", engine));
        assertThat(volumeAt("lab-a-guest-1", "/own", engine)).isEqualTo(own);
        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
    }

    private static String volumeAt(String container, String target, FakeEngine engine) {
        return engine.container(container).mounts().stream()
                .filter(mount -> mount.target().equals(target))
                .findFirst()
                .orElseThrow()
                .source();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network_mode: 'container:other'",
                "ipc: 'container:other'",
                "volumes_from: ['container:other']",
                "network_mode: bridge, external_links: [other]"
            })
    void a_container_of_somebody_else_that_is_missing_is_refused_by_name(
            String shared, FakeEngine engine, VirtualClock clock) throws IOException {
        Plan plan = lab(engine, clock, guest(shared)).plan("all").plan();

        assertThat(verdictOn(plan, "a-guest").verdict()).isEqualTo(Verdict.REFUSE);
        assertThat(verdictOn(plan, "a-guest").causes().get(0).subject()).startsWith("container other (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"network_mode: 'container:other'", "ipc: 'container:other'"})
    void a_namespace_of_somebody_elses_container_that_was_restarted_or_is_gone_is_drift(
            String shared, FakeEngine engine, VirtualClock clock) throws IOException {
        engine.given("other").running();
        HomelabRuntime lab = lab(engine, clock, guest(shared));
        assertThat(lab.plan("all")).applies();
        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
        assertThat(lab.health().isHealthy()).isTrue();

        clock.advance(Duration.ofSeconds(5));
        engine.troubles().isRestarted("other");

        assertThat(verdictOn(lab.plan("all").plan(), "a-guest").verdict()).isEqualTo(Verdict.RESTART);
        assertThat(lab.health().isHealthy()).isFalse();
        assertThat(lab.plan("all")).applies();
        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
        assertThat(lab.health().isHealthy()).isTrue();

        engine.troubles().isRemoved("other");
        assertThat(lab.health().isHealthy()).isFalse();
    }

    @Test
    void a_link_in_a_network_of_its_own_is_only_a_name(FakeEngine engine, VirtualClock clock) throws IOException {
        HomelabRuntime lab = lab(engine, clock, "a-guest: {image: app:1, external_links: [other]}");

        assertThat(lab.plan("all")).applies();
    }

    private static Change verdictOn(Plan plan, String service) {
        return plan.changes().stream()
                .filter(change -> change.resource().toString().equals("service:" + service))
                .findFirst()
                .orElseThrow();
    }

    private static void stop(FakeEngine engine, String container) {
        engine.set(new Action.StopContainer(container, Optional.empty()));
    }

    private static void start(FakeEngine engine, String container) {
        engine.set(new Action.StartContainer(container));
    }
}
