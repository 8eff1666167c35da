package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.Ending;
import io.homelabhub.run.FailureReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An image that never becomes healthy: what worked before works during the deploy and after it. */
@Tag("interoperation")
class FailedUpdateIT {
    private static final List<String> ASK = List.of("cat", "/answer");

    @RegisterExtension
    final LiveProject project = new LiveProject();

    @BeforeEach
    void deploy() {
        project.image(image(1), "FROM " + RealEngine.IMAGE + "\nENV TOKEN_FILE=present\n");
        project.image(image(2), "FROM " + RealEngine.IMAGE + "\nLABEL broken=yes\n");
        project.variable("IMAGE", image(1));
        project.compose("""
                x-app: &app
                  image: ${IMAGE}
                  command: ["sh", "-c", 'trap "exit 0" TERM; echo 42 > /answer; sleep 600 & wait']
                  x-homelab: {settles-within: 0s}
                services:
                  bot:
                    <<: *app
                    healthcheck:
                      test: '[ -n "$$TOKEN_FILE" ] || { echo no token; exit 1; }'
                      interval: 1s
                      retries: 2
                  other:
                    <<: *app
                  store:
                    <<: *app
                    volumes: ["data:/data"]
                    depends_on:
                      bot: {condition: service_healthy}
                volumes:
                  data:
                """);
        project.deploy();
    }

    private String image(int number) {
        return project.lab().project() + "-bot:" + number;
    }

    private boolean answers(ObservedContainer container) {
        return project.lab()
                .engine()
                .execute(container.id(), ASK, Duration.ofSeconds(30))
                .output()
                .contains("42");
    }

    @Test
    void the_old_containers_answer_all_the_time_and_the_report_names_the_culprit() {
        List<ObservedContainer> before = project.containers();
        ObservedContainer bot = project.container("bot");
        List<Boolean> answers = new ArrayList<>();
        ProgressListener asking = event -> {
            if (event instanceof HomelabEvent.StepStarted || event instanceof HomelabEvent.RunFinished) {
                answers.add(answers(bot));
            }
        };
        project.variable("IMAGE", image(2));
        ApplyFailedException failure = catchThrowableOfType(
                ApplyFailedException.class,
                () -> project.builder().listener(asking).build().plan("all").apply());

        assertThat(failure.result().ending()).isEqualTo(Ending.ROLLED_BACK);
        FailureReport report = failure.result().failures().get(0);
        assertThat(report.step().resource()).isEqualTo(ResourceId.service("bot"));
        assertThat(report.problem()).contains("is unhealthy", "no token");
        assertThat(report.skipped()).contains(ResourceId.service("store"));
        assertThat(failure).hasMessageContaining("rolled back").hasMessageContaining("bot");

        assertThat(answers).isNotEmpty().containsOnly(true);
        assertThat(project.containers()).hasSameSizeAs(before).allSatisfy(after -> {
            assertThat(before).extracting(ObservedContainer::id).contains(after.id());
            assertThat(before).extracting(ObservedContainer::name).contains(after.name());
            assertThat(after.state()).isEqualTo(ContainerState.RUNNING);
            assertThat(answers(after)).isTrue();
        });
        project.variable("IMAGE", image(1));
        project.assertNothingToDo();
    }
}
