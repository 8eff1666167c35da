package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Ending;
import io.homelabhub.status.ProjectHealth;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A deploy that is not fooled by what is ready for a moment. */
@Tag("long")
class LastLookIT {
    @RegisterExtension
    final LiveProject project = new LiveProject();

    private ApplyResult failed() {
        // planned and applied at once: what crashes is another thing every few seconds
        return catchThrowableOfType(ApplyFailedException.class, () -> project.runtime()
                        .deploy(DeployRequest.of(List.of("all")), plan -> true))
                .result();
    }

    @Test
    void what_dies_while_others_are_waited_for_gives_the_old_one_back() {
        project.variable("RUN", "sleep 600");
        project.variable("READY_AFTER", "0");
        project.compose("""
                services:
                  api:
                    image: %1$s
                    init: true
                    command: ["sh", "-c", "${RUN}"]
                  slow:
                    image: %1$s
                    init: true
                    command: ["sh", "-c", "sleep ${READY_AFTER}; touch /ready; sleep 600"]
                    healthcheck: {test: "test -e /ready", interval: 1s, retries: 60}
                """.formatted(RealEngine.IMAGE));
        project.deploy();
        ObservedContainer old = project.container("api");

        project.variable("RUN", "sleep 3; echo cannot go on; exit 7");
        project.variable("READY_AFTER", "8");
        ApplyResult result = failed();

        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.failures().get(0).problem()).contains("was ready, and ended with exit code 7");
        assertThat(result.failures().get(0).container().logLines()).contains("cannot go on");
        assertThat(project.container("api").id()).isEqualTo(old.id());
        assertThat(project.container("api").state()).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    void a_crash_loop_of_a_second_is_not_ready() {
        project.compose("""
                services:
                  bot:
                    image: %s
                    init: true
                    restart: unless-stopped
                    command: ["sh", "-c", "sleep 1; exit 7"]
                """.formatted(RealEngine.IMAGE));
        ApplyResult result = failed();
        assertThat(result.ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(result.failures().get(0).problem()).contains("keeps ending: exit code 7");
    }

    @Test
    void a_crash_loop_that_is_slower_than_the_settling_is_not_healthy() {
        project.compose("""
                services:
                  bot:
                    image: %s
                    init: true
                    restart: unless-stopped
                    command: ["sh", "-c", "sleep 5; exit 7"]
                """.formatted(RealEngine.IMAGE));
        project.runtime().plan("all").apply();
        Eventually.holds(() -> restarts() >= 2);

        ProjectHealth health = project.runtime().health();
        assertThat(health.isHealthy()).isFalse();
        assertThat(health.services().get(0).checks().get(0).detail()).contains("restarted ", "ago");
        assertThat(project.plan().notices()).anyMatch(notice -> notice.startsWith("bot keeps ending"));
        assertThat(project.runtime().status().services().get(0).isUp()).isFalse();
        assertThat(failed().ending()).isIn(Ending.APPLIED_IN_PART, Ending.ROLLED_BACK);
    }

    private long restarts() {
        return project.container("bot").inspection().orElseThrow().number("RestartCount");
    }
}
