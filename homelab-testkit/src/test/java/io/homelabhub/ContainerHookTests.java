package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.operation.LifecycleRequest;
import io.homelabhub.plan.Action;
import io.homelabhub.planning.Recreate;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is run in a container after its start and before its stop. */
class ContainerHookTests extends Embedded {
    private static final List<String> ALL = List.of("all");
    private static final List<String> BAD = List.of("bad");

    private static final String HOOKS = """
            name: lab
            services:
              web:
                image: web:1
                environment: {A: "1"}
                healthcheck: {test: ["CMD", "ready"], interval: 1s}
                post_start: [{command: [warm]}, {command: [tell, "up"]}]
                pre_stop: [{command: [flush]}]
              db:
                image: db:1
                depends_on: [web]
            """;

    @BeforeEach
    void a_command_that_fails() {
        engine.image("web:1").answers(BAD, Verdict.FAILED, "no such file: the-token-canary");
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

    private List<String> hooksAndStopsSince(int before) {
        return engine.actions().stream()
                .skip(before)
                .filter(action -> action instanceof Action.RunHook
                        || action instanceof Action.StopContainer
                        || action instanceof Action.StartContainer)
                .map(action -> action instanceof Action.RunHook run
                        ? run.hook().toString()
                        : action.getClass().getSimpleName())
                .toList();
    }

    private static ApplyResult failed(PreparedPlan plan) {
        return catchThrowableOfType(ApplyFailedException.class, plan::apply).result();
    }

    @Test
    void hooks_after_the_start_come_in_order_before_it_is_waited_for_and_others_wait_for_them() throws IOException {
        HomelabRuntime lab = lab(HOOKS);

        assertThat(lab.plan("all").plan()).hasToString("""
                #1 CreateNetwork network:lab_default
                #2 CreateContainer service:web after #1
                #3 StartContainer service:web after #2
                #4 RunHook service:web after #3
                #5 RunHook service:web after #4
                #6 Await ready service:web after #3 #5
                #7 CreateContainer service:db after #1
                #8 StartContainer service:db after #5 #7
                #9 Await ready service:db after #8""");
        assertThat(lab.plan("all").apply().ending()).isEqualTo(Ending.APPLIED);
        assertThat(hooksAndStopsSince(0))
                .containsExactly("StartContainer", "post_start[0]", "post_start[1]", "StartContainer");
        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
    }

    @Test
    void a_hook_before_the_stop_is_run_in_the_container_that_is_replaced() throws IOException {
        deployed(HOOKS);
        int before = engine.actions().size();
        String old = engine.container("lab-web-1").id();
        HomelabRuntime lab = lab(HOOKS.replace("A: \"1\"", "A: \"2\""));

        assertThat(lab.plan("web").apply().ending()).isEqualTo(Ending.APPLIED);

        assertThat(hooksAndStopsSince(before))
                .containsExactly("StartContainer", "post_start[0]", "post_start[1]", "pre_stop[0]", "StopContainer");
        assertThat(engine.actions().stream().skip(before))
                .filteredOn(Action.RunHook.class::isInstance)
                .last()
                .satisfies(action ->
                        assertThat(((Action.RunHook) action).container()).isEqualTo(old));
    }

    @Test
    void what_gives_way_before_its_successor_starts_has_its_hook_run_right_before_its_stop() throws IOException {
        String ports = HOOKS.replace("environment: {A: \"1\"}", "ports: [\"80:80\"]");
        deployed(ports);
        HomelabRuntime lab = lab(ports.replace("ports: [", "environment: {A: \"2\"}\n    ports: ["));

        assertThat(lab.plan("web").plan()).hasToString("""
                #1 CreateContainer service:web
                #2 RunHook service:web after #1
                #3 StopContainer service:web after #1 #2
                #4 RenameContainer service:web after #3
                #5 RenameContainer service:web after #1 #4
                #6 StartContainer service:web after #3 #5
                #7 RunHook service:web after #6
                #8 RunHook service:web after #7
                #9 Await ready service:web after #6 #8
                #10 RemoveContainer service:web after #9""");
    }

    @Test
    void a_failed_hook_after_the_start_fails_its_step_and_everything_is_taken_back() throws IOException {
        deployed(HOOKS);
        String old = engine.container("lab-web-1").id();
        HomelabRuntime lab = lab(HOOKS.replace("[warm]", "[bad]"));

        ApplyResult result = failed(lab.plan("all"));

        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.problem()).contains("post_start[0]", "exit code 1", "no such file");
            assertThat(failure.container().container()).startsWith("lab-web-1");
        });
        assertThat(result.failedUndos()).isEmpty();
        assertThat(engine.container("lab-web-1").id()).isEqualTo(old);
        assertThat(engine.running()).containsExactlyInAnyOrder("lab-web-1", "lab-db-1");
        assertThat(engine.containers()).hasSize(2);
    }

    @Test
    void a_secret_that_a_hook_prints_is_not_shown() throws IOException {
        builder = ComposeFolder.with(
                        HOOKS.replace("[warm]", "[bad]").replace("A: \"1\"", "APP_TOKEN: \"${APP_TOKEN}\""),
                        folder,
                        engine,
                        clock)
                .environment(Map.of("APP_TOKEN", "the-token-canary"));

        ApplyResult result = failed(builder.build().plan("all"));

        assertThat(result.failures()).isNotEmpty().allSatisfy(failure -> assertThat(failure.problem())
                .doesNotContain("canary"));
    }

    @Test
    void a_failed_hook_before_the_stop_leaves_the_container_running_as_in_docker_compose() throws IOException {
        HomelabRuntime lab = deployed(HOOKS.replace("[flush]", "[bad]"));

        ApplyResult stopped = failed(lab.services().plan(LifecycleRequest.stop(List.of("web"))));
        ApplyResult removed = failed(lab.planRemoval(RemovalRequest.of(ALL)));

        assertThat(stopped.ending()).isEqualTo(Ending.APPLIED_IN_PART);
        assertThat(removed.ending()).isEqualTo(Ending.APPLIED_IN_PART);
        assertThat(removed.failures()).singleElement().satisfies(failure -> assertThat(failure.problem())
                .contains("pre_stop[0]"));
        assertThat(engine.running()).containsExactly("lab-web-1");
    }

    @Test
    void hooks_are_run_around_a_stop_a_start_and_a_restart() throws IOException {
        HomelabRuntime lab = deployed(HOOKS);
        int before = engine.actions().size();

        lab.services().plan(LifecycleRequest.restart(List.of("web"))).apply();
        assertThat(hooksAndStopsSince(before))
                .containsExactly("pre_stop[0]", "StopContainer", "StartContainer", "post_start[0]", "post_start[1]");

        before = engine.actions().size();
        lab.services().plan(LifecycleRequest.stop(List.of("web"))).apply();
        lab.services().plan(LifecycleRequest.start(List.of("web"))).apply();
        assertThat(hooksAndStopsSince(before))
                .containsExactly("pre_stop[0]", "StopContainer", "StartContainer", "post_start[0]", "post_start[1]");
    }

    @Test
    void a_restart_that_fails_runs_the_hooks_of_what_comes_back() throws IOException {
        HomelabRuntime lab = deployed(HOOKS);
        engine.on(Calls.of(Verb.RUN_HOOK, "post_start[1]")).fails(Kind.REJECTED, Times.times(1));
        int before = engine.actions().size();

        ApplyResult result = failed(lab.services().plan(LifecycleRequest.restart(List.of("web"))));

        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(hooksAndStopsSince(before))
                .containsExactly(
                        "pre_stop[0]",
                        "StopContainer",
                        "StartContainer",
                        "post_start[0]",
                        "StartContainer",
                        "post_start[0]",
                        "post_start[1]");
    }

    @Test
    void an_undeploy_runs_the_hook_and_one_without_usable_files_just_stops() throws IOException {
        HomelabRuntime lab = deployed(HOOKS);
        int before = engine.actions().size();
        lab.planRemoval(RemovalRequest.of(ALL)).apply();
        assertThat(hooksAndStopsSince(before)).containsExactly("StopContainer", "pre_stop[0]", "StopContainer");

        lab.plan("all").apply();
        Files.writeString(folder.resolve("compose.yaml"), HOOKS.replace("image: web:1", "imag: web:1"));
        before = engine.actions().size();
        PreparedPlan removal = lab.planRemoval(RemovalRequest.of(ALL));
        assertThat(removal.plan().notices()).anyMatch(notice -> notice.contains("no hook is run"));
        removal.apply();
        assertThat(hooksAndStopsSince(before)).containsExactly("StopContainer", "StopContainer");
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void what_has_ended_or_is_paused_has_nothing_run_before_its_stop() throws IOException {
        HomelabRuntime lab = deployed(HOOKS);
        engine.set(new Action.PauseContainer("lab-web-1"));
        int before = engine.actions().size();

        lab.plan(DeployRequest.of(List.of("web")).withRecreate(Recreate.ALWAYS)).apply();

        assertThat(hooksAndStopsSince(before)).doesNotContain("pre_stop[0]");
        assertThat(engine.container("lab-web-1").state()).isEqualTo(ContainerState.RUNNING);
    }
}
