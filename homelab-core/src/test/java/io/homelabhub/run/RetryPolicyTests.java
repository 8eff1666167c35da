package io.homelabhub.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.plan.Action;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryPolicyTests {
    private static final Action PULL = new Action.PullImage("x", Optional.empty());
    private static final Action START = new Action.StartContainer("x");
    private static final Action SIGNAL = new Action.SignalContainer("x", "SIGHUP");

    private static Optional<Duration> pause(Action action, int attempt, Kind kind) {
        return pause(action, attempt, kind, Duration.ZERO);
    }

    private static Optional<Duration> pause(Action action, int attempt, Kind kind, Duration silence) {
        return RetryPolicy.pauseAfter(action, attempt, new EngineException(kind, "no"), silence);
    }

    @Test
    void a_pull_is_tried_five_times_with_doubling_pauses() {
        assertThat(pause(PULL, 1, Kind.BUSY)).contains(Duration.ofSeconds(1));
        assertThat(pause(PULL, 4, Kind.UNREACHABLE)).contains(Duration.ofSeconds(8));
        assertThat(pause(PULL, 5, Kind.BUSY)).isEmpty();
    }

    @Test
    void a_pull_that_hung_for_minutes_is_tried_once_more_and_a_hiccup_twice() {
        assertThat(pause(PULL, 1, Kind.TIMED_OUT)).isPresent();
        assertThat(pause(PULL, 2, Kind.TIMED_OUT)).isEmpty();
        assertThat(pause(PULL, 2, Kind.OTHER)).isPresent();
        assertThat(pause(PULL, 3, Kind.OTHER)).isEmpty();
    }

    @Test
    void what_the_host_refused_is_not_tried_again() {
        assertThat(pause(PULL, 1, Kind.NOT_FOUND)).isEmpty();
        assertThat(pause(START, 1, Kind.CONFLICT)).isEmpty();
        assertThat(pause(START, 1, Kind.BUSY)).isEmpty();
    }

    @Test
    void an_action_is_tried_again_only_after_a_lost_answer() {
        assertThat(pause(START, 1, Kind.UNREACHABLE)).contains(Duration.ofMillis(500));
        assertThat(pause(START, 1, Kind.INTERRUPTED)).isEmpty();
    }

    @Test
    void an_engine_that_answers_nobody_is_given_half_a_minute_to_come_back() {
        assertThat(pause(START, 7, Kind.UNREACHABLE, Duration.ofSeconds(29))).contains(Duration.ofSeconds(4));
        assertThat(pause(START, 1, Kind.UNREACHABLE, Duration.ofSeconds(30))).isEmpty();
        assertThat(pause(START, 7, Kind.REJECTED, Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void an_engine_that_answers_others_is_asked_five_times() {
        assertThat(pause(START, 4, Kind.UNREACHABLE)).contains(Duration.ofSeconds(4));
        assertThat(pause(START, 5, Kind.UNREACHABLE)).isEmpty();
    }

    @Test
    void a_signal_is_never_sent_twice() {
        assertThat(pause(SIGNAL, 1, Kind.UNREACHABLE)).isEmpty();
    }

    @Test
    void a_defect_is_not_tried_again() {
        assertThat(RetryPolicy.pauseAfter(PULL, 1, new IllegalStateException(), Duration.ZERO))
                .isEmpty();
    }
}
