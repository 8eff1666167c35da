package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.operation.LifecycleRequest;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hooks of services on a real engine. */
class HooksIT {
    @RegisterExtension
    final LiveProject project = new LiveProject();

    private void compose(String hooks) {
        project.compose("""
                services:
                  web:
                    image: %s
                    init: true
                    command: sleep 600
                    user: nobody
                    environment: {WHO: web}
                    stop_grace_period: 1s
                    x-homelab: {settles-within: 0s}
                    volumes: ["data:/data"]
                %s
                  bystander:
                    image: %1$s
                    init: true
                    command: sleep 600
                    volumes: ["data:/data"]
                    stop_grace_period: 1s
                    x-homelab: {settles-within: 0s}
                volumes: {data: }
                """.formatted(RealEngine.IMAGE, hooks.indent(4).stripTrailing()));
    }

    private ApplyResult failed() {
        return catchThrowableOfType(ApplyFailedException.class, project::deploy).result();
    }

    private String told() {
        return project.output("bystander", "sh", "-c", "cat /data/* 2>/dev/null | tr '\n' ' '")
                .strip();
    }

    @Test
    void hooks_prepare_the_volumes_of_a_service_in_order_and_once() {
        compose("""
                pre_start:
                  - {command: [sh, -c, "chmod 777 /data; echo one $$(id -un) >> /data/out"], user: root}
                  - {command: [sh, -c, "echo two $$WHO $$MORE >> /data/second"], environment: {MORE: also}}
                """);

        project.deploy();
        project.assertNothingToDo();

        assertThat(told()).isEqualTo("one root two web also");
        assertThat(project.containers()).hasSize(2);
        assertThat(project.runtime().health().isHealthy()).isTrue();
        project.runtime().services().plan(LifecycleRequest.stop(List.of("web"))).apply();
        assertThat(project.runtime()
                        .services()
                        .plan(LifecycleRequest.start(List.of("web")))
                        .apply()
                        .ending())
                .isEqualTo(Ending.APPLIED);
        assertThat(told()).isEqualTo("one root one root two web also two web also");
    }

    @Test
    void a_hook_that_fails_tells_its_log_and_leaves_nothing_behind() {
        compose("pre_start: [{command: [sh, -c, \"echo no such table; exit 17\"]}]\n");

        ApplyResult result = failed();

        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.problem()).contains("pre_start-0", "17");
            assertThat(failure.container().logLines()).containsExactly("no such table");
        });
        assertThat(project.containers()).isEmpty();
    }

    @Test
    void commands_are_run_in_the_container_as_the_file_says() {
        compose("""
                post_start:
                  - command: [sh, -c, "echo started $$(id -un) $$(pwd) $$K $$WHO > /data/started"]
                    user: root
                    working_dir: /tmp
                    environment: {K: value}
                pre_stop: [{command: [sh, -c, "echo stopping > /data/stopping"], user: root}]
                """);
        project.deploy();
        assertThat(told()).isEqualTo("started root /tmp value web");
        ObservedContainer web = project.container("web");

        project.runtime()
                .services()
                .plan(LifecycleRequest.restart(List.of("web")))
                .apply();

        assertThat(told()).isEqualTo("started root /tmp value web stopping");
        assertThat(project.container("web").id()).isEqualTo(web.id());
        project.assertNothingToDo();
    }

    @Test
    void a_program_that_is_not_there_fails_its_hook_and_the_old_container_is_back() {
        compose("labels: {A: \"1\"}\n");
        project.deploy();
        String old = project.container("web").id();
        compose("labels: {A: \"2\"}\npost_start: [{command: [no-such-program]}]\n");

        ApplyResult result = failed();

        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.failures()).singleElement().satisfies(failure -> assertThat(failure.problem())
                .contains("post_start[0]", "no-such-program", "12"));
        assertThat(result.failedUndos()).isEmpty();
        assertThat(project.container("web").id()).isEqualTo(old);
        assertThat(project.containers()).hasSize(2);
    }
}
