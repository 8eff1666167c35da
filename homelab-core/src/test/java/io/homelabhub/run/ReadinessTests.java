package io.homelabhub.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerEvent.Kind;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.HealthCheck;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.plan.Await.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadinessTests {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant BEFORE = START.minusSeconds(5);
    private static final Instant LATER = START.plusSeconds(5);
    private static final Duration SOON = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofSeconds(10);

    private static Readiness startedByRun(Condition condition) {
        return new Readiness(PlanText.await("db", condition), true, Map.of("id", 3));
    }

    private static Readiness there(Condition condition) {
        return new Readiness(PlanText.await("db", condition), false, Map.of());
    }

    /** A container at one instant; runs, without a health test, unless told otherwise. */
    private record Look(
            ContainerState state,
            Health health,
            Instant checked,
            boolean test,
            int exitCode,
            int restarts,
            boolean outOfMemory,
            String said,
            Instant since) {
        static final Look RUNNING =
                new Look(ContainerState.RUNNING, Health.NONE, Instant.EPOCH, false, 0, 0, false, "no response", START);

        Look since(Instant start) {
            return new Look(state, health, checked, test, exitCode, restarts, outOfMemory, said, start);
        }

        Look health(Health health, Instant checked) {
            return new Look(state, health, checked, true, exitCode, restarts, outOfMemory, said, since);
        }

        Look state(ContainerState state, int exitCode) {
            return new Look(state, health, checked, test, exitCode, restarts, outOfMemory, said, since);
        }

        Look restarts(int restarts) {
            return new Look(state, health, checked, test, exitCode, restarts, outOfMemory, said, since);
        }

        Look silent() {
            return new Look(state, health, checked, test, exitCode, restarts, outOfMemory, "", since);
        }

        Look withoutMemory() {
            return new Look(state, health, checked, test, exitCode, restarts, true, said, since);
        }

        Optional<ContainerStatus> now() {
            return Optional.of(new ContainerStatus(
                    "id",
                    "db",
                    state,
                    health,
                    checked,
                    test ? List.of("test") : List.of(),
                    Optional.empty(),
                    Duration.ZERO,
                    exitCode,
                    outOfMemory,
                    restarts,
                    since,
                    Instant.EPOCH,
                    "",
                    Map.of(),
                    List.of(),
                    List.of(new HealthCheck(1, said))));
        }
    }

    private static final Look RUNNING = Look.RUNNING;
    private static final Look STARTING = RUNNING.health(Health.STARTING, Instant.EPOCH);

    private static ContainerEvent die(Instant at, int exitCode) {
        return new ContainerEvent(Kind.DIE, "id", "db", Optional.of(exitCode), at);
    }

    private static ContainerEvent event(Kind kind, Instant at) {
        return new ContainerEvent(kind, "id", "db", Optional.empty(), at);
    }

    private static void assertReady(Readiness.Verdict verdict, String note) {
        assertThat(verdict).isEqualTo(new Readiness.Verdict.Ready(note));
    }

    private static void assertPending(Readiness.Verdict verdict) {
        assertThat(verdict).isInstanceOf(Readiness.Verdict.Pending.class);
    }

    private static void assertOver(Readiness.Verdict verdict, String problem) {
        assertThat(verdict).isInstanceOfSatisfying(Readiness.Verdict.Over.class, over -> assertThat(over.problem())
                .contains(problem));
    }

    @Test
    void a_container_that_the_run_started_has_to_stay_up_for_a_moment() {
        Readiness started = startedByRun(Condition.STARTED);
        assertPending(started.saw(RUNNING.now(), SOON));
        assertPending(started.saw(RUNNING.now(), Readiness.SETTLES_WITHIN));
        assertReady(started.saw(RUNNING.now(), SOON.plus(Readiness.SETTLES_WITHIN)), "");
    }

    @Test
    void one_that_only_has_to_stay_up_is_looked_at_again_when_it_has() {
        Readiness started = startedByRun(Condition.STARTED);
        assertThat(started.settlesIn(SOON)).isEmpty();
        started.saw(RUNNING.now(), SOON);
        assertThat(started.settlesIn(SOON)).contains(Readiness.SETTLES_WITHIN);
        assertThat(started.settlesIn(SOON.plus(Readiness.SETTLES_WITHIN))).isEmpty();
    }

    @Test
    void one_that_is_tested_is_looked_at_as_often_as_ever_and_so_is_one_that_has_to_end() {
        Readiness tested = startedByRun(Condition.READY);
        tested.saw(STARTING.now(), SOON);
        assertThat(tested.settlesIn(SOON)).isEmpty();

        Readiness oneShot = startedByRun(Condition.COMPLETED);
        oneShot.saw(RUNNING.now(), SOON);
        assertThat(oneShot.settlesIn(SOON)).isEmpty();
    }

    @Test
    void a_container_that_the_engine_has_started_again_has_to_stay_up_from_then_on() {
        Readiness started = startedByRun(Condition.STARTED);
        assertPending(started.saw(RUNNING.now(), SOON));
        assertPending(started.saw(RUNNING.since(LATER).now(), LONG));
        assertReady(started.saw(RUNNING.since(LATER).now(), LONG.plus(Readiness.SETTLES_WITHIN)), "");
    }

    @Test
    void a_container_that_ran_before_is_started_at_the_first_look() {
        assertReady(there(Condition.STARTED).saw(RUNNING.now(), SOON), "");
    }

    @Test
    void a_container_that_ran_before_and_was_restarted_has_to_stay_up_for_a_moment() {
        Readiness found = there(Condition.STARTED);
        assertPending(found.saw(RUNNING.restarts(3).now(), SOON));
        assertReady(found.saw(RUNNING.restarts(3).now(), LONG), "");
    }

    @Test
    void a_crash_loop_is_not_started_though_it_says_running() {
        assertOver(startedByRun(Condition.STARTED).saw(RUNNING.restarts(1).now(), LONG), "keeps ending");
        assertOver(
                there(Condition.HEALTHY)
                        .saw(STARTING.state(ContainerState.RESTARTING, 1).now(), LONG),
                "keeps ending: exit code 1");
    }

    @Test
    void restarts_from_before_the_wait_do_not_count_against_a_container_that_was_there() {
        Readiness started = there(Condition.HEALTHY);
        assertPending(started.saw(STARTING.restarts(3).now(), SOON));
        assertOver(started.saw(STARTING.restarts(4).now(), LONG), "restarted 4 times");
    }

    @Test
    void an_end_between_two_looks_is_not_missed() {
        Readiness started = startedByRun(Condition.STARTED);
        started.saw(RUNNING.now(), SOON);
        assertThat(started.heard(die(LATER, 3))).isEmpty();
        assertOver(started.saw(RUNNING.now(), LONG), "exit code 3");
    }

    @Test
    void the_end_of_an_earlier_life_does_not_count() {
        Readiness started = startedByRun(Condition.STARTED);
        started.saw(RUNNING.now(), SOON);
        started.heard(die(BEFORE, 137));
        assertReady(started.saw(RUNNING.now(), LONG), "");
    }

    @Test
    void a_health_that_was_checked_before_the_start_is_stale() {
        Readiness healthy = startedByRun(Condition.HEALTHY);
        assertPending(healthy.saw(RUNNING.health(Health.HEALTHY, BEFORE).now(), SOON));
        assertPending(healthy.saw(RUNNING.health(Health.UNHEALTHY, BEFORE).now(), SOON));
        assertReady(healthy.saw(RUNNING.health(Health.HEALTHY, LATER).now(), SOON), "healthy");
    }

    @Test
    void unhealthy_ends_the_wait_with_the_last_output() {
        assertOver(
                startedByRun(Condition.HEALTHY)
                        .saw(RUNNING.health(Health.UNHEALTHY, LATER).now(), LONG),
                "is unhealthy; its last test said: no response");
    }

    @Test
    void a_test_that_prints_nothing_is_told_by_how_it_ended() {
        assertOver(
                startedByRun(Condition.HEALTHY)
                        .saw(RUNNING.health(Health.UNHEALTHY, LATER).silent().now(), LONG),
                "is unhealthy; its last test ended with exit code 1 and printed nothing");
        Readiness probed = startedByRun(Condition.HEALTHY);
        probed.saw(STARTING.now(), SOON);
        probed.probed(new ProbeResult(ProbeResult.Verdict.FAILED, " \n"));
        assertOver(probed.late("2m", "health: starting"), "; its last test failed and printed nothing");
        probed.probed(new ProbeResult(ProbeResult.Verdict.TIMED_OUT, ""));
        assertOver(probed.late("2m", "health: starting"), "; its last test did not end in time and printed nothing");
    }

    @Test
    void a_passing_probe_is_ready_before_the_engine_says_so() {
        Readiness healthy = startedByRun(Condition.HEALTHY);
        healthy.saw(STARTING.now(), SOON);
        assertThat(healthy.mayProbe()).isTrue();
        assertPending(healthy.probed(new ProbeResult(ProbeResult.Verdict.FAILED, "not yet")));
        assertReady(healthy.probed(new ProbeResult(ProbeResult.Verdict.PASSED, "")), "ready (probed)");
    }

    @Test
    void after_a_probe_that_outlived_its_timeout_there_is_none_any_more() {
        Readiness healthy = startedByRun(Condition.HEALTHY);
        healthy.saw(STARTING.now(), SOON);
        healthy.probed(new ProbeResult(ProbeResult.Verdict.TIMED_OUT, ""));
        assertThat(healthy.mayProbe()).isFalse();
        assertThat(healthy.heard(event(Kind.HEALTHY, LATER))).contains(new Readiness.Verdict.Ready("healthy"));
    }

    @Test
    void healthy_without_a_health_test_is_refused_and_ready_means_started_then() {
        assertOver(startedByRun(Condition.HEALTHY).saw(RUNNING.now(), LONG), "has no health test");
        assertReady(there(Condition.READY).saw(RUNNING.now(), LONG), "");
        assertPending(startedByRun(Condition.READY).saw(STARTING.now(), LONG));
    }

    @Test
    void a_one_shot_that_ended_well_has_started_and_completed_but_is_never_healthy() {
        Optional<ContainerStatus> ended =
                RUNNING.state(ContainerState.EXITED, 0).now();
        assertReady(startedByRun(Condition.STARTED).saw(ended, SOON), "ended with exit code 0");
        assertReady(startedByRun(Condition.COMPLETED).saw(ended, SOON), "ended with exit code 0");
        assertOver(
                startedByRun(Condition.HEALTHY)
                        .saw(STARTING.state(ContainerState.EXITED, 0).now(), SOON),
                "ended with exit code 0");
    }

    @Test
    void a_one_shot_that_ended_badly_fails_and_tells_of_the_memory() {
        assertOver(
                startedByRun(Condition.COMPLETED)
                        .saw(
                                RUNNING.state(ContainerState.EXITED, 137)
                                        .withoutMemory()
                                        .now(),
                                SOON),
                "ended with exit code 137, out of memory");
    }

    @Test
    void a_one_shot_that_its_restart_policy_tries_again_is_waited_for() {
        Readiness completed = startedByRun(Condition.COMPLETED);
        assertPending(completed.saw(
                RUNNING.state(ContainerState.RESTARTING, 1).restarts(1).now(), SOON));
        assertPending(completed.saw(RUNNING.restarts(1).now(), SOON));
        assertThat(completed.heard(die(LATER, 0))).contains(new Readiness.Verdict.Ready("ended with exit code 0"));
    }

    @Test
    void a_container_that_is_gone_ends_the_wait() {
        assertOver(startedByRun(Condition.STARTED).saw(Optional.empty(), SOON), "is not there");
    }

    @Test
    void events_of_other_containers_change_nothing() {
        Readiness healthy = startedByRun(Condition.HEALTHY);
        healthy.saw(STARTING.now(), SOON);
        assertThat(healthy.heard(new ContainerEvent(Kind.HEALTHY, "other", "other", Optional.empty(), LATER)))
                .isEmpty();
    }

    @Test
    void what_is_late_says_what_it_waited_for() {
        Readiness healthy = startedByRun(Condition.HEALTHY);
        healthy.saw(STARTING.now(), SOON);
        healthy.probed(new ProbeResult(ProbeResult.Verdict.FAILED, "no response\n"));
        assertOver(
                healthy.late("2m", "health: starting"),
                "container db is not healthy within 2m (health: starting); its last test said: no response");
    }
}
