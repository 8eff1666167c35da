package io.homelabhub.testkit;

import static io.homelabhub.testkit.HomelabAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.homelabhub.HomelabRuntime;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.plan.Cause;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.run.Ending;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Optional means optional: who can do without another starts all the same. */
@HomelabTest
class OptionalDependencyTests {
    private static final String TOLD =
            "b is to wait until a is healthy, but a has no health test; it starts once a runs";

    @TempDir
    Path folder;

    private HomelabRuntime lab(String a, String b, FakeEngine engine, VirtualClock clock) throws IOException {
        return labOf(engine, clock, a, b, "a:1", "b:1");
    }

    private HomelabRuntime labOf(FakeEngine engine, VirtualClock clock, String a, String b, String... images)
            throws IOException {
        engine.has(images);
        return ComposeFolder.with("""
                        name: lab
                        services:
                          a: {image: 'a:1', %s}
                          b: {image: 'b:1', depends_on: {a: {%s}}}
                        """.formatted(a, b), folder, engine, clock).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"restart: always", "healthcheck: {disable: true}", "healthcheck: {test: [NONE]}"})
    void who_would_like_it_healthy_is_content_with_one_that_runs_if_nothing_tests_it(
            String a, FakeEngine engine, VirtualClock clock) throws IOException {
        HomelabRuntime lab = lab(a, "condition: service_healthy, required: false", engine, clock);

        PreparedPlan prepared = lab.plan("all");
        assertThat(prepared.plan().notices()).contains(TOLD);
        assertThat(prepared).applies();

        assertThat(engine.running()).containsExactly("lab-a-1", "lab-b-1");
        assertThat(lab.plan("all").plan().isEmpty()).isTrue();
    }

    @Test
    void one_that_is_tested_is_waited_for_until_it_is_healthy(FakeEngine engine, VirtualClock clock)
            throws IOException {
        engine.image("a:1").becomesHealthyAfter(Duration.ofSeconds(6));
        HomelabRuntime lab = lab(
                "healthcheck: {test: 'true', interval: 1s, retries: 30}",
                "condition: service_healthy, required: false",
                engine,
                clock);

        PreparedPlan prepared = lab.plan("all");
        assertThat(prepared.plan().notices()).doesNotContain(TOLD);
        assertThat(prepared).applies().after(Duration.ofSeconds(6));
    }

    @Test
    void who_can_do_without_a_job_runs_though_it_fails_and_the_deploy_says_so(FakeEngine engine, VirtualClock clock)
            throws IOException {
        engine.image("a:1").exitsAfter(Duration.ofMillis(100), 3);
        HomelabRuntime lab =
                lab("restart: 'no'", "condition: service_completed_successfully, required: false", engine, clock);

        ApplyFailedException failed = catchThrowableOfType(
                ApplyFailedException.class, () -> lab.plan("all").apply());

        assertThat(failed.result().ending()).isEqualTo(Ending.APPLIED_IN_PART);
        assertThat(failed).hasMessageContaining("exit code 3");
        assertThat(engine.running()).containsExactly("lab-b-1");
        assertThat(lab.plan("all").plan().isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"restart: always", "healthcheck: {disable: true}", "healthcheck: {test: [NONE]}"})
    void who_needs_it_healthy_cannot_have_that_and_is_refused_before_anything_is_done(
            String a, FakeEngine engine, VirtualClock clock) throws IOException {
        PreparedPlan prepared =
                lab(a, "condition: service_healthy", engine, clock).plan("all");

        assertThat(prepared.plan()).isRefused().refuses("b").because(Cause.Kind.NO_HEALTH_TEST);
        assertThatThrownBy(prepared::apply)
                .hasMessageContaining("b waits until a is healthy, which has no health test");
        assertThat(engine.running()).isEmpty();
    }

    @Test
    void nobody_is_refused_for_what_an_image_may_bring_along_that_is_not_there_yet(
            FakeEngine engine, VirtualClock clock) throws IOException {
        PreparedPlan prepared = labOf(engine, clock, "restart: always", "condition: service_healthy", "b:1")
                .plan("all");

        assertThat(prepared.plan().isRefused()).isFalse();
        assertThat(prepared).applyFails().rolledBack();
    }

    @Test
    void nobody_is_refused_who_runs_already(FakeEngine engine, VirtualClock clock) throws IOException {
        lab("restart: always", "condition: service_started", engine, clock)
                .plan("all")
                .apply();

        assertThat(lab("restart: always", "condition: service_healthy", engine, clock)
                        .plan("all")
                        .plan()
                        .isEmpty())
                .isTrue();
    }
}
