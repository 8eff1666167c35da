package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.homelabhub.catalog.UnknownServiceException;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.plan.Action;
import io.homelabhub.status.ProjectStatus;
import io.homelabhub.status.StatusWatch;
import io.homelabhub.testkit.engine.Verb;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusWatchTests extends Embedded {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private HomelabRuntime deployed() {
        HomelabRuntime lab = builder.build();
        lab.plan("web").apply();
        return lab;
    }

    private long looks() {
        return engine.calls().stream()
                .filter(call -> call.call().verb() == Verb.OBSERVE)
                .count();
    }

    private static ContainerState state(Optional<ProjectStatus> status, String service) {
        return status.orElseThrow().services().stream()
                .filter(one -> one.service().equals(service))
                .findFirst()
                .orElseThrow()
                .containers()
                .get(0)
                .state();
    }

    @Test
    void the_first_look_comes_at_once_and_the_next_when_something_has_happened() {
        try (StatusWatch watch = deployed().watchStatus()) {
            assertThat(state(watch.next(A_MINUTE), "web")).isEqualTo(ContainerState.RUNNING);

            engine.troubles().dies("lab-web-1", 3);
            assertThat(state(watch.next(A_MINUTE), "web")).isEqualTo(ContainerState.EXITED);
        }
    }

    @Test
    void nobody_is_asked_as_long_as_nothing_happens() {
        try (StatusWatch watch = deployed().watchStatus("web")) {
            assertThat(watch.next(A_MINUTE)).isPresent();
            long before = looks();

            assertThat(watch.next(Duration.ofMinutes(5))).isEmpty();
            assertThat(looks()).isEqualTo(before);
            assertThat(watch.trouble()).isEmpty();
        }
    }

    @Test
    void what_never_ceases_takes_a_twentieth_of_the_time_at_the_most() {
        try (StatusWatch watch = deployed().watchStatus()) {
            assertThat(watch.next(A_MINUTE)).isPresent();
            long before = looks();
            Duration begin = clock.elapsed();

            for (int i = 0; i < 200; i++) {
                engine.troubles().dies("lab-web-1", 1);
                engine.set(new Action.StartContainer("lab-web-1"));
                Optional<ProjectStatus> unused = watch.next(Duration.ofMillis(20));
            }
            Duration took = clock.elapsed().minus(begin);
            long looked = looks() - before;
            assertThat(looked).isPositive();
            assertThat(took.dividedBy(looked)).isGreaterThan(Duration.ofMillis(150));
        }
    }

    @Test
    void an_engine_that_goes_away_is_told_and_found_again() {
        try (StatusWatch watch = deployed().watchStatus()) {
            assertThat(watch.next(A_MINUTE)).isPresent();

            engine.troubles().engineIsUnreachable();
            engine.troubles().eventsBreakOff();
            assertThat(watch.next(Duration.ofSeconds(10))).isEmpty();
            assertThat(watch.trouble()).isPresent();
            engine.troubles().engineIsReachable();
            assertThat(watch.next(A_MINUTE)).isPresent();
            assertThat(watch.trouble()).isEmpty();
        }
    }

    @Test
    void a_name_that_means_nothing_is_refused_and_leaves_nothing_open() {
        HomelabRuntime lab = deployed();

        assertThatThrownBy(() -> lab.watchStatus("wep")).isInstanceOf(UnknownServiceException.class);
    }
}
