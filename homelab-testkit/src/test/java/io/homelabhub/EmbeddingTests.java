package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.SavedPlan;
import io.homelabhub.engine.DelegatingEngine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.engine.Calls;
import io.homelabhub.testkit.engine.Times;
import io.homelabhub.testkit.engine.Verb;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a program that runs Homelab inside itself does to it, and must not suffer from it. */
class EmbeddingTests extends Embedded {
    @Test
    void an_error_in_a_question_ends_the_health_report() {
        builder.build().plan("web").apply();
        HomelabRuntime lab = builder.engine(through(real -> new DelegatingEngine(real) {
                    @Override
                    public ProbeResult probe(String container) {
                        throw new NoClassDefFoundError("com/example/Gone");
                    }
                }))
                .build();

        assertThatThrownBy(lab::health).isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void an_error_in_a_probe_fails_its_step_and_the_run_is_taken_back() {
        HomelabRuntime lab = builder.engine(through(real -> new DelegatingEngine(real) {
                    @Override
                    public ProbeResult probe(String container) {
                        throw new AssertionError("not mocked");
                    }
                }))
                .build();
        engine.image("db:1").neverHealthy();

        ApplyFailedException failure = catchThrowableOfType(
                ApplyFailedException.class, () -> lab.plan("web").apply());

        assertThat(failure.result().ending()).isEqualTo(Ending.ROLLED_BACK);
        assertThat(engine.running()).isEmpty();
        assertThat(lab.lockHolder()).isEmpty();
    }

    @Test
    void an_error_in_a_listener_does_not_end_the_run() {
        HomelabRuntime lab = builder.listener(event -> {
                    throw new AssertionError("expected another event");
                })
                .build();

        assertThat(lab.plan("web").apply().ending()).isEqualTo(Ending.APPLIED);
        assertThat(engine.running()).containsExactlyInAnyOrder("lab-db-1", "lab-web-1");
    }

    @Test
    void an_error_in_a_listener_does_not_keep_a_failed_run_from_being_taken_back() {
        engine.image("db:1").neverHealthy();
        HomelabRuntime lab = builder.listener(event -> {
                    if (event instanceof HomelabEvent.StepFailed) {
                        throw new AssertionError("a step failed");
                    }
                })
                .build();

        assertThatThrownBy(() -> lab.plan("web").apply()).isInstanceOf(ApplyFailedException.class);
        assertThat(engine.running()).isEmpty();
    }

    @Test
    void a_saved_plan_keeps_how_long_to_wait_and_cannot_be_changed() {
        HomelabRuntime lab = builder.build();
        DeployRequest request = DeployRequest.of(List.of("web")).withLockWait(Duration.ofMinutes(2));
        SavedPlan saved = SavedPlan.of(request, lab.plan(request).plan());

        SavedPlan read = SavedPlan.fromJson(saved.toJson(), Path.of("saved.json"));

        assertThat(read).isEqualTo(saved);
        assertThat(read.request().lockWait()).isEqualTo(Duration.ofMinutes(2));
        assertThatThrownBy(() -> read.verdicts().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void the_failure_of_a_pull_names_the_services_that_it_is_for() throws IOException {
        engine.on(Calls.of(Verb.PULL_IMAGE)).fails(Kind.NOT_FOUND, Times.always());
        HomelabRuntime lab = ComposeFolder.with(COMPOSE.replace("db:1", "other:1"), folder, engine, clock)
                .build();

        ApplyFailedException failure = catchThrowableOfType(
                ApplyFailedException.class, () -> lab.plan("web").apply());

        assertThat(failure.result().failures()).singleElement().satisfies(report -> assertThat(report.services())
                .containsExactly(ResourceId.service("db")));
    }

    @Test
    void without_a_provider_of_the_name_those_that_are_there_are_named() {
        assertThatThrownBy(() -> builder.engine("nerdctl").build().engine())
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("nerdctl");
    }
}
