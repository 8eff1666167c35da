package io.homelabhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ContainerSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Starting, ending, restarting. */
interface LifeClauses extends Clauses {
    @Test
    default void required_c20_a_started_container_runs_and_starting_it_again_is_already_so() {
        String name = bench().create(bench().spec("web", Program.RUNS_ON));

        assertThat(bench().start(name)).isEqualTo(Effect.DONE);
        assertThat(bench().state(name)).isEqualTo(ContainerState.RUNNING);
        assertThat(bench().status(name).startedAt()).isAfter(Instant.EPOCH);
        assertThat(bench().start(name)).isEqualTo(Effect.ALREADY_SO);
    }

    @Test
    default void required_c21_what_is_not_there_can_neither_be_started_nor_stopped() {
        String nobody = bench().name("nobody");

        assertThat(bench().refused(new Action.StartContainer(nobody)).kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(bench().refused(new Action.StopContainer(nobody, Optional.empty()))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(bench().refused(new Action.RenameContainer(nobody, nobody + "-2"))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(bench().refused(new Action.SignalContainer(nobody, "SIGHUP")).kind())
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(bench().engine.status(nobody)).isEmpty();
    }

    @Test
    default void required_c22_a_stopped_container_has_exited_and_stopping_it_again_is_already_so() {
        String name = bench().runUntilReady("web", Program.RUNS_ON);

        assertThat(bench().stop(name)).isEqualTo(Effect.DONE);
        assertThat(bench().state(name)).isEqualTo(ContainerState.EXITED);
        assertThat(bench().status(name).exitCode()).isZero();
        assertThat(bench().stop(name)).isEqualTo(Effect.ALREADY_SO);
    }

    @Test
    default void required_c23_stopping_what_never_ran_is_already_so() {
        String name = bench().create(bench().spec("web", Program.RUNS_ON));

        assertThat(bench().stop(name))
                .isEqualTo(differs(Difference.STOPS_WHAT_NEVER_RAN) ? Effect.DONE : Effect.ALREADY_SO);
        assertThat(bench().state(name)).isEqualTo(ContainerState.CREATED);
    }

    @Test
    default void required_c140_a_paused_container_stands_still_until_it_is_resumed() {
        String name = bench().runUntilReady("web", Program.RUNS_ON);

        assertThat(bench().perform(new Action.PauseContainer(name))).isEqualTo(Effect.DONE);
        assertThat(bench().state(name)).isEqualTo(ContainerState.PAUSED);
        assertThat(bench().perform(new Action.PauseContainer(name))).isEqualTo(Effect.ALREADY_SO);
        assertThat(bench().perform(new Action.UnpauseContainer(name))).isEqualTo(Effect.DONE);
        assertThat(bench().state(name)).isEqualTo(ContainerState.RUNNING);
        assertThat(bench().perform(new Action.UnpauseContainer(name))).isEqualTo(Effect.ALREADY_SO);
        bench().stop(name);
        assertThat(bench().refused(new Action.PauseContainer(name)).kind()).isEqualTo(Kind.CONFLICT);
    }

    @Test
    default void required_c24_what_ignores_the_stop_is_killed_after_the_timeout() {
        String name = bench().runUntilReady("web", Program.IGNORES_STOP);
        Duration before = bench().timing.elapsed();

        bench().perform(new Action.StopContainer(name, Optional.of(Duration.ofSeconds(1))));

        assertThat(bench().status(name).exitCode()).isEqualTo(137);
        assertThat(bench().timing.elapsed().minus(before)).isBetween(Duration.ofMillis(900), SOON);
    }

    @Test
    default void required_c25_an_own_end_keeps_its_exit_code() {
        String good = bench().run("good", Program.ENDS_WELL);
        String bad = bench().run("bad", Program.FAILS);

        eventuallyExited(good);
        eventuallyExited(bad);
        assertThat(bench().status(good).exitCode()).isZero();
        assertThat(bench().status(bad).exitCode()).isEqualTo(3);
        assertThat(bench().status(bad).finishedAt()).isAfter(Instant.EPOCH);
    }

    private void eventuallyExited(String name) {
        bench().eventually(name + " has exited", SOON, () -> bench().state(name) == ContainerState.EXITED);
    }

    /** While the engine waits before it starts it again, the API says running and restarting at once. */
    @Test
    default void required_c26_a_crash_loop_is_restarting_and_counts() {
        needs(Feature.RESTART_POLICY);
        String name = bench().run(bench().crashing(Map.of("Name", "always")));
        Set<ContainerState> seen = EnumSet.noneOf(ContainerState.class);

        bench().eventually("it has restarted four times", SOON, () -> {
            seen.add(bench().state(name));
            return bench().status(name).restarts() >= 4;
        });

        assertThat(seen.contains(ContainerState.RESTARTING)).isEqualTo(!differs(Difference.RESTARTS_AT_ONCE));
        assertThat(bench().stop(name)).isEqualTo(Effect.DONE);
        bench().pause(Duration.ofSeconds(2));
        assertThat(bench().state(name)).isEqualTo(ContainerState.EXITED);
    }

    /** Podman shows it as exited between two tries too. */
    @Test
    default void required_c27_on_failure_ends_after_its_count() {
        needs(Feature.RESTART_POLICY);
        String name = bench().run(bench().crashing(Map.of("Name", "on-failure", "MaximumRetryCount", 2)));

        bench().eventually("it has been tried again twice, and has exited", SOON, () -> {
            ContainerStatus status = bench().status(name);
            return status.restarts() == 2 && status.state() == ContainerState.EXITED;
        });
        bench().pause(Duration.ofSeconds(1));
        assertThat(bench().state(name)).isEqualTo(ContainerState.EXITED);
        assertThat(bench().status(name).exitCode()).isEqualTo(3);
        assertThat(bench().status(name).restarts()).isEqualTo(2);
    }

    @Test
    default void required_c28_a_kill_signal_ends_it_and_a_signal_to_what_is_down_is_a_conflict() {
        String name = bench().run("web", Program.RUNS_ON);

        assertThat(bench().perform(new Action.SignalContainer(name, "SIGKILL"))).isEqualTo(Effect.DONE);
        eventuallyExited(name);
        assertThat(bench().status(name).exitCode()).isEqualTo(137);
        assertThat(bench().refused(new Action.SignalContainer(name, "SIGHUP")).kind())
                .isEqualTo(Kind.CONFLICT);
    }

    @Test
    default void required_c29_the_log_ends_with_its_last_lines() {
        String name = bench().run("web", Program.WRITES);

        bench().eventually(
                        "three lines are written",
                        SOON,
                        () -> bench().engine.logTail(name, 10).size() == 3);
        assertThat(bench().engine.logTail(name, 2)).containsExactly("two", "three");
    }

    @Test
    default void required_c33_what_the_kernel_kills_for_its_memory_says_so() {
        ContainerSpec hog = bench().spec("hog", Program.RUNS_OUT_OF_MEMORY);
        hog = hog.withHostConfig("Memory", 16L << 20);
        String name = bench().create(hog.withHostConfig("MemorySwap", 16L << 20));

        bench().watched(seen -> {
            bench().start(name);
            bench().eventually("die is told", SOON, () -> EventClauses.tells(seen, ContainerEvent.Kind.DIE));
            assertThat(EventClauses.tells(seen, ContainerEvent.Kind.OOM))
                    .isEqualTo(!differs(Difference.HIDES_OUT_OF_MEMORY));
        });
        eventuallyExited(name);
        assertThat(bench().status(name).exitCode()).isEqualTo(137);
        assertThat(bench().status(name).outOfMemory()).isEqualTo(!differs(Difference.HIDES_OUT_OF_MEMORY));
    }

    @Test
    default void required_c34_a_guest_in_the_network_of_what_does_not_run_is_a_conflict_at_start() {
        String lender = bench().create(bench().spec("lender", Program.RUNS_ON));
        String guest = bench().create(
                        bench().spec("guest", Program.RUNS_ON).withHostConfig("NetworkMode", "container:" + lender));

        if (differs(Difference.STARTS_LENDERS_TOO)) {
            bench().start(guest);
            assertThat(bench().state(lender)).isEqualTo(ContainerState.RUNNING);
        } else {
            assertThat(bench().refused(new Action.StartContainer(guest)).kind()).isEqualTo(Kind.CONFLICT);
            bench().start(lender);
            assertThat(bench().start(guest)).isEqualTo(Effect.DONE);
        }
        bench().remove(guest);
    }
}
