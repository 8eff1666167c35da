package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.operation.LifecycleRequest;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Change;
import io.homelabhub.planning.Recreate;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Ending;
import io.homelabhub.run.OnFailure;
import io.homelabhub.testkit.ComposeFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What runs in containers of its own before the first container of a service starts. */
class PreStartHookTests extends Embedded {
    private static final String FIRST = "lab-web-pre_start-0";
    private static final String SECOND = "lab-web-pre_start-1";

    private static final String HOOKS = """
            name: lab
            services:
              web:
                image: web:1
                environment: {A: "1"}
                scale: 1
                volumes: [/data]
                pre_start: [{command: [migrate]}, {command: [seed], image: "db:1"}]
              db:
                image: db:1
                depends_on: [web]
            """;

    @BeforeEach
    void hooks_end_well() {
        engine.behaviourOf(FIRST).exitsAfter(Duration.ofSeconds(2), 0).logs("migrating");
        engine.behaviourOf(SECOND).exitsAfter(Duration.ofSeconds(1), 0);
    }

    private HomelabRuntime lab(String compose) throws IOException {
        builder = ComposeFolder.with(compose, folder, engine, clock);
        return builder.build();
    }

    private HomelabRuntime deployed(String compose) throws IOException {
        HomelabRuntime lab = lab(compose);
        assertThat(lab.plan("all").apply().ending()).isEqualTo(Ending.APPLIED);
        return lab;
    }

    private List<String> startsSince(int before) {
        return engine.actions().stream()
                .skip(before)
                .filter(Action.StartContainer.class::isInstance)
                .map(action -> ((Action.StartContainer) action).container())
                .toList();
    }

    private List<String> names() {
        return engine.containers().stream()
                .map(container -> container.name())
                .sorted()
                .toList();
    }

    private static ApplyResult failed(PreparedPlan plan) {
        return catchThrowableOfType(ApplyFailedException.class, plan::apply).result();
    }

    @Test
    void each_runs_after_the_one_before_with_the_volumes_of_the_container_that_starts_last() throws IOException {
        HomelabRuntime lab = lab(HOOKS);
        PreparedPlan prepared = lab.plan("all");

        assertThat(prepared.plan()).hasToString("""
                #1 CreateNetwork network:lab_default
                #2 CreateContainer service:web after #1
                #3 CreateContainer service:web after #1 #2
                #4 StartContainer service:web after #3
                #5 Await completed service:web after #4
                #6 RemoveContainer service:web after #5
                #7 CreateContainer service:web after #1 #6
                #8 StartContainer service:web after #7
                #9 Await completed service:web after #8
                #10 RemoveContainer service:web after #9
                #11 StartContainer service:web after #2 #10
                #12 Await ready service:web after #11
                #13 CreateContainer service:db after #1
                #14 StartContainer service:db after #11 #13
                #15 Await ready service:db after #14""");
        assertThat(prepared.apply().ending()).isEqualTo(Ending.APPLIED);
        assertThat(startsSince(0)).containsExactly(FIRST, SECOND, "lab-web-1", "lab-db-1");
        assertThat(names()).containsExactly("lab-db-1", "lab-web-1");
        assertThat(engine.actions())
                .filteredOn(Action.CreateContainer.class::isInstance)
                .extracting(action -> ((Action.CreateContainer) action).container())
                .filteredOn(spec -> spec.name().equals(FIRST))
                .singleElement()
                .satisfies(spec -> {
                    assertThat(spec.hostConfig().strings("VolumesFrom")).containsExactly("lab-web-1");
                    assertThat(spec.labels()).containsEntry(ComposeLabels.VERSION, "2.40.3");
                });
        assertThat(lab.health().isHealthy()).isTrue();
    }

    @Test
    void a_second_deploy_has_nothing_to_do() throws IOException {
        HomelabRuntime lab = deployed(HOOKS);

        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
    }

    @Test
    void a_failed_hook_shows_its_log_and_leaves_nothing() throws IOException {
        engine.behaviourOf(SECOND).exitsAfter(Duration.ofSeconds(1), 17).logs("no such table");

        ApplyResult result = failed(lab(HOOKS).plan("all"));

        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.problem()).contains(SECOND, "17");
            assertThat(failure.container().logLines()).containsExactly("no such table");
        });
        assertThat(result.failedUndos()).isEmpty();
        assertThat(startsSince(0)).containsExactly(FIRST, SECOND);
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void a_failed_hook_of_a_changed_service_brings_the_old_container_back() throws IOException {
        deployed(HOOKS);
        String old = engine.container("lab-web-1").id();
        engine.behaviourOf(SECOND).exitsAfter(Duration.ofSeconds(1), 17);

        ApplyResult result = failed(lab(HOOKS.replace("A: \"1\"", "A: \"2\"")).plan("all"));

        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.failedUndos()).isEmpty();
        assertThat(engine.container("lab-web-1").id()).isEqualTo(old);
        assertThat(engine.running()).containsExactlyInAnyOrder("lab-web-1", "lab-db-1");
        assertThat(names()).containsExactly("lab-db-1", "lab-web-1");
    }

    @Test
    void a_service_that_does_not_become_ready_after_its_hooks_is_taken_back_as_a_whole() throws IOException {
        deployed(HOOKS);
        String old = engine.container("lab-web-1").id();
        engine.image("web:2").exitsAfter(Duration.ofMillis(100), 1);
        engine.has("web:2");

        ApplyResult result = failed(lab(HOOKS.replace("web:1", "web:2")).plan("all"));

        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(engine.container("lab-web-1").id()).isEqualTo(old);
        assertThat(engine.running()).containsExactlyInAnyOrder("lab-web-1", "lab-db-1");
        assertThat(names()).containsExactly("lab-db-1", "lab-web-1");
    }

    @Test
    void a_changed_service_stops_before_its_hooks_run_and_the_plan_says_why() throws IOException {
        deployed(HOOKS);
        int before = engine.actions().size();
        PreparedPlan prepared = lab(HOOKS.replace("A: \"1\"", "A: \"2\"")).plan("web");

        assertThat(prepared.plan().changes())
                .filteredOn(change -> change.resource().equals(ResourceId.service("web")))
                .singleElement()
                .extracting(Change::stopsFirst)
                .asString()
                .contains("pre_start hooks");
        assertThat(prepared.apply().ending()).isEqualTo(Ending.APPLIED);
        assertThat(startsSince(before)).containsExactly(FIRST, SECOND, "lab-web-1");
        assertThat(engine.actions().stream()
                        .skip(before)
                        .filter(action ->
                                action instanceof Action.StopContainer || action instanceof Action.StartContainer)
                        .findFirst())
                .containsInstanceOf(Action.StopContainer.class);
    }

    @Test
    void a_changed_hook_is_run_though_the_container_shows_nothing_of_it() throws IOException {
        deployed(HOOKS);
        int before = engine.actions().size();

        assertThat(lab(HOOKS.replace("[migrate]", "[migrate, again]"))
                        .plan("web")
                        .apply()
                        .ending())
                .isEqualTo(Ending.APPLIED);

        assertThat(startsSince(before)).containsExactly(FIRST, SECOND, "lab-web-1");
    }

    @Test
    void making_it_anew_runs_them_again_and_a_further_container_does_not() throws IOException {
        HomelabRuntime lab = deployed(HOOKS);
        int before = engine.actions().size();
        lab.plan(DeployRequest.of(List.of("web")).withRecreate(Recreate.ALWAYS)).apply();
        assertThat(startsSince(before)).containsExactly(FIRST, SECOND, "lab-web-1");

        before = engine.actions().size();
        assertThat(lab(HOOKS.replace("scale: 1", "scale: 2"))
                        .plan("all")
                        .apply()
                        .ending())
                .isEqualTo(Ending.APPLIED);
        assertThat(startsSince(before)).containsExactly("lab-web-2");
    }

    @Test
    void they_run_once_for_all_containers_of_a_service_when_none_of_the_old_ones_runs() throws IOException {
        String scaled = HOOKS.replace("scale: 1", "scale: 3");
        deployed(scaled);
        assertThat(startsSince(0).subList(0, 2)).containsExactly(FIRST, SECOND);
        assertThat(startsSince(0)).filteredOn(FIRST::equals).hasSize(1);
        int before = engine.actions().size();

        lab(scaled.replace("A: \"1\"", "A: \"2\"").replace("scale: 3", "scale: 2"))
                .plan("web")
                .apply();

        List<Action> done = engine.actions().stream()
                .skip(before)
                .filter(action -> action instanceof Action.StopContainer || action instanceof Action.StartContainer)
                .toList();
        assertThat(done.subList(0, 3)).allMatch(Action.StopContainer.class::isInstance);
        assertThat(startsSince(before)).startsWith(FIRST, SECOND).hasSize(4);
    }

    @Test
    void one_that_was_stopped_runs_them_again_however_it_is_started_and_a_restart_does_not() throws IOException {
        HomelabRuntime lab = deployed(HOOKS);
        String web = engine.container("lab-web-1").id();

        int before = engine.actions().size();
        lab.services().plan(LifecycleRequest.stop(List.of("web"))).apply();
        lab.services().plan(LifecycleRequest.start(List.of("web"))).apply();
        assertThat(startsSince(before)).containsExactly(FIRST, SECOND, web);

        before = engine.actions().size();
        lab.services().plan(LifecycleRequest.stop(List.of("web"))).apply();
        lab.plan("web").apply();
        assertThat(startsSince(before)).containsExactly(FIRST, SECOND, web);

        before = engine.actions().size();
        lab.services().plan(LifecycleRequest.restart(List.of("web"))).apply();
        assertThat(startsSince(before)).containsExactly(web);
        assertThat(names()).containsExactly("lab-db-1", "lab-web-1");
    }

    @Test
    void what_was_only_created_runs_them_when_it_is_started() throws IOException {
        HomelabRuntime lab = lab(HOOKS);
        lab.plan(DeployRequest.of(List.of("all")).withStart(false)).apply();
        assertThat(startsSince(0)).isEmpty();
        assertThat(names()).containsExactly("lab-db-1", "lab-web-1");

        assertThat(lab.services()
                        .plan(LifecycleRequest.start(List.of("web")))
                        .apply()
                        .ending())
                .isEqualTo(Ending.APPLIED);
        assertThat(startsSince(0)).startsWith(FIRST, SECOND).hasSize(3);
    }

    @Test
    void a_container_that_a_killed_run_left_gives_way() throws IOException {
        engine.given(FIRST)
                .label(ComposeLabels.PROJECT, "lab")
                .label(ComposeLabels.SERVICE, "web")
                .label(ComposeLabels.HOOK, "pre_start")
                .running();
        String left = engine.container(FIRST).id();

        HomelabRuntime lab = deployed(HOOKS);

        assertThat(engine.containers()).noneMatch(container -> container.id().equals(left));
        assertThat(names()).containsExactly("lab-db-1", "lab-web-1");
        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
    }

    @Test
    void one_that_failed_stays_for_a_look_if_that_is_asked_for_and_gives_way_to_the_next() throws IOException {
        engine.behaviourOf(FIRST).exitsAfter(Duration.ofSeconds(1), 3);
        HomelabRuntime lab = lab(HOOKS);
        ApplyResult kept = failed(lab.plan(DeployRequest.of(List.of("all")).withOnFailure(OnFailure.KEEP)));
        assertThat(kept.ending()).isEqualTo(Ending.APPLIED_IN_PART);
        assertThat(names()).contains(FIRST);

        engine.behaviourOf(FIRST).runsOn().exitsAfter(Duration.ofSeconds(1), 0);
        assertThat(lab.plan("all").apply().ending()).isEqualTo(Ending.APPLIED);
        assertThat(names()).containsExactly("lab-db-1", "lab-web-1");
    }

    @Test
    void a_hooks_own_image_is_fetched_before_anything_is_stopped() throws IOException {
        String other = HOOKS.replace("image: \"db:1\"}]", "image: \"tool:1\"}]");

        assertThat(lab(other).plan("web").plan().toString()).contains("PullImage image:tool:1");
        assertThat(lab(other).plan("web").apply().ending()).isEqualTo(Ending.APPLIED);
    }
}
