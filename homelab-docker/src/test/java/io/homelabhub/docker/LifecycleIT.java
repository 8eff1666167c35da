package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.observed.ContainerState;
import io.homelabhub.operation.LifecycleRequest;
import io.homelabhub.run.Ending;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Services of a real engine, started, stopped and restarted as they are. */
class LifecycleIT {
    private static final List<String> ALL = List.of("all");

    @RegisterExtension
    final LiveProject project = new LiveProject();

    @BeforeEach
    void deploy() {
        project.compose("""
                services:
                  db:
                    image: %1$s
                    init: true
                    command: ["sh", "-c", "sleep 0.3; touch /ready; sleep 600"]
                    healthcheck: {test: "test -e /ready", interval: 1s}
                    stop_grace_period: 1s
                  guest:
                    image: %1$s
                    init: true
                    command: sleep 600
                    network_mode: service:db
                    stop_grace_period: 1s
                    x-homelab: {settles-within: 0s}
                  web:
                    image: %1$s
                    init: true
                    command: sleep 600
                    depends_on: {db: {condition: service_healthy}}
                    stop_grace_period: 1s
                    x-homelab: {settles-within: 0s}
                """.formatted(RealEngine.IMAGE));
        project.deploy();
    }

    private Ending done(LifecycleRequest request) {
        return project.runtime().services().plan(request).apply().ending();
    }

    @Test
    void a_restart_keeps_the_containers_and_leaves_nothing_to_do() {
        String db = project.container("db").id();
        String web = project.container("web").id();

        assertThat(done(LifecycleRequest.restart(List.of("db")))).isEqualTo(Ending.APPLIED);

        assertThat(project.container("db").id()).isEqualTo(db);
        assertThat(project.container("web").id()).isEqualTo(web);
        assertThat(project.runtime().health().isHealthy()).isTrue(); // the guest was taken along
        project.assertNothingToDo();
    }

    @Test
    void what_is_stopped_stays_there_and_is_started_again() {
        assertThat(done(LifecycleRequest.stop(ALL))).isEqualTo(Ending.APPLIED);
        assertThat(project.containers()).hasSize(3).allMatch(one -> one.state() == ContainerState.EXITED);
        assertThat(done(LifecycleRequest.stop(ALL))).isEqualTo(Ending.NOTHING_TO_DO);

        assertThat(done(LifecycleRequest.start(List.of("web", "guest")))).isEqualTo(Ending.APPLIED);

        assertThat(project.containers()).allMatch(one -> one.state() == ContainerState.RUNNING);
        project.assertNothingToDo();
    }
}
