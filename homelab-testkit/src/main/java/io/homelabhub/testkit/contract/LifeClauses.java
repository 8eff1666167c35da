package io.homelabhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedPort;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ContainerSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Starting, ending, restarting, and what is told of it. */
interface LifeClauses extends Clauses {
    /** Longest wait for what takes a moment on a real engine. */
    Duration SOON = Duration.ofSeconds(15);

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
        String name = bench().run("web", Program.RUNS_ON);

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
    default void required_c24_what_ignores_the_stop_is_killed_after_the_timeout() {
        String name = bench().run("web", Program.IGNORES_STOP);
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
        String name = bench().run(crashing(Map.of("Name", "always")));
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

    private ContainerSpec crashing(Map<String, Object> policy) {
        return Bench.withHostConfig(bench().spec("bot", Program.FAILS), "RestartPolicy", policy);
    }

    /** Podman shows it as exited between two tries too. */
    @Test
    default void required_c27_on_failure_ends_after_its_count() {
        needs(Feature.RESTART_POLICY);
        String name = bench().run(crashing(Map.of("Name", "on-failure", "MaximumRetryCount", 2)));

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
    default void required_c30_events_tell_of_the_projects_containers_until_the_watch_is_closed() {
        String name = bench().name("web");
        List<ContainerEvent> seen = bench().watched(events -> {
            bench().run("web", Program.FAILS);
            bench().eventually("the end is told", SOON, () -> tells(events, ContainerEvent.Kind.DIE));
            bench().remove(name);
            bench().eventually("the removal is told", SOON, () -> tells(events, ContainerEvent.Kind.DESTROY));
        });
        int told = seen.size();
        bench().run("later", Program.ENDS_WELL);
        bench().pause(Duration.ofMillis(300));

        assertThat(seen).hasSize(told).allMatch(event -> event.container().equals(name));
        assertThat(seen.stream().map(ContainerEvent::kind))
                .containsSubsequence(
                        ContainerEvent.Kind.CREATE,
                        ContainerEvent.Kind.START,
                        ContainerEvent.Kind.DIE,
                        ContainerEvent.Kind.DESTROY);
        assertThat(seen)
                .filteredOn(event -> event.kind() == ContainerEvent.Kind.DIE)
                .allMatch(event -> event.exitCode().equals(Optional.of(3)));
    }

    /** Docker tells {@code stop} and {@code die} in either order. */
    @Test
    default void required_c31_a_stop_is_told_as_stop_and_die() {
        String name = bench().run("web", Program.RUNS_ON);

        bench().watched(seen -> {
            bench().stop(name);
            bench().eventually("die is told", SOON, () -> tells(seen, ContainerEvent.Kind.DIE));
            if (differs(Difference.TELLS_NO_STOP)) {
                bench().pause(Duration.ofSeconds(1));
                assertThat(tells(seen, ContainerEvent.Kind.STOP)).isFalse();
            } else {
                bench().eventually("stop is told", SOON, () -> tells(seen, ContainerEvent.Kind.STOP));
            }
        });
    }

    private static boolean tells(List<ContainerEvent> seen, ContainerEvent.Kind kind) {
        return seen.stream().anyMatch(event -> event.kind() == kind);
    }

    @Test
    default void required_c32_a_taken_port_is_a_conflict_at_start_and_leaves_it_not_running() {
        int port = 20_000 + Math.floorMod(bench().project.hashCode(), 10_000);
        String first = bench().run(publishing("first", String.valueOf(port)));
        String second = bench().create(publishing("second", String.valueOf(port)));

        assertThat(bench().refused(new Action.StartContainer(second)).kind()).isEqualTo(Kind.CONFLICT);
        assertThat(bench().state(second).isRunning()).isFalse();
        assertThat(bench().state(first)).isEqualTo(ContainerState.RUNNING);
        assertThat(bench().observed(first).ports()).contains(new ObservedPort("127.0.0.1", port, 80, "tcp"));

        bench().stop(first);
        assertThat(bench().observed(first).ports()).isEmpty();
        assertThat(bench().start(second)).isEqualTo(Effect.DONE);
    }

    private ContainerSpec publishing(String what, String ports) {
        ContainerSpec spec =
                Bench.withConfig(bench().spec(what, Program.RUNS_ON), "ExposedPorts", Map.of("80/tcp", Map.of()));
        return Bench.withHostConfig(
                spec, "PortBindings", Map.of("80/tcp", List.of(Map.of("HostIp", "127.0.0.1", "HostPort", ports))));
    }

    @Test
    default void required_c33_what_the_kernel_kills_for_its_memory_says_so() {
        ContainerSpec hog = bench().spec("hog", Program.RUNS_OUT_OF_MEMORY);
        hog = Bench.withHostConfig(hog, "Memory", 16L << 20);
        String name = bench().create(Bench.withHostConfig(hog, "MemorySwap", 16L << 20));

        bench().watched(seen -> {
            bench().start(name);
            bench().eventually("die is told", SOON, () -> tells(seen, ContainerEvent.Kind.DIE));
            assertThat(tells(seen, ContainerEvent.Kind.OOM)).isEqualTo(!differs(Difference.HIDES_OUT_OF_MEMORY));
        });
        eventuallyExited(name);
        assertThat(bench().status(name).exitCode()).isEqualTo(137);
        assertThat(bench().status(name).outOfMemory()).isEqualTo(!differs(Difference.HIDES_OUT_OF_MEMORY));
    }

    @Test
    default void required_c34_a_guest_in_the_network_of_what_does_not_run_is_a_conflict_at_start() {
        String lender = bench().create(bench().spec("lender", Program.RUNS_ON));
        String guest = bench().create(Bench.withHostConfig(
                bench().spec("guest", Program.RUNS_ON), "NetworkMode", "container:" + lender));

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

    @Test
    default void required_c35_of_a_range_of_ports_each_gets_a_free_one() {
        int port = 30_000 + Math.floorMod(bench().project.hashCode(), 2_000);
        ContainerSpec first = publishing("first", port + "-" + (port + 1));
        if (differs(Difference.REFUSES_PORT_RANGES)) {
            bench().refused(new Action.CreateContainer(first));
        } else {
            String one = bench().run(first);
            String other = bench().run(publishing("second", port + "-" + (port + 1)));

            assertThat(bench().observed(one).ports()).contains(new ObservedPort("127.0.0.1", port, 80, "tcp"));
            assertThat(bench().observed(other).ports()).contains(new ObservedPort("127.0.0.1", port + 1, 80, "tcp"));
        }
    }

    @Test
    default void required_c39_containers_that_start_at_once_get_different_ports_of_a_range()
            throws InterruptedException {
        if (differs(Difference.REFUSES_PORT_RANGES)) {
            return; // c35 requires that
        }
        int port = 32_000 + Math.floorMod(bench().project.hashCode(), 700);
        List<String> names = Stream.of("a", "b", "c", "d")
                .map(what -> bench().create(publishing(what, port + "-" + (port + 3))))
                .toList();
        bench().atOnce(names.stream()
                .<Runnable>map(name -> () -> bench().start(name))
                .toList());

        assertThat(names)
                .extracting(name -> bench().observed(name).ports().get(0).hostPort())
                .containsExactlyInAnyOrder(port, port + 1, port + 2, port + 3);
    }

    /** A process that is restarted ends and starts; nobody stops it, and no word is said of the pause. */
    @Test
    default void required_c36_a_restart_by_policy_is_told_as_die_and_start() {
        needs(Feature.RESTART_POLICY);
        List<ContainerEvent> told = bench().watched(seen -> {
            bench().run(crashing(Map.of("Name", "on-failure", "MaximumRetryCount", 1)));
            bench().eventually(
                            "two ends are told",
                            SOON,
                            () -> count(seen, ContainerEvent.Kind.DIE) == 2
                                    && count(seen, ContainerEvent.Kind.START) == 2);
        });

        assertThat(told.stream().map(ContainerEvent::kind))
                .containsExactly(
                        ContainerEvent.Kind.CREATE,
                        ContainerEvent.Kind.START,
                        ContainerEvent.Kind.DIE,
                        ContainerEvent.Kind.START,
                        ContainerEvent.Kind.DIE);
    }

    private static long count(List<ContainerEvent> seen, ContainerEvent.Kind kind) {
        return seen.stream().filter(event -> event.kind() == kind).count();
    }

    @Test
    default void required_c37_a_stop_between_two_restarts_is_told_as_stop_alone() {
        needs(Feature.RESTART_POLICY);
        if (differs(Difference.RESTARTS_AT_ONCE)) {
            return; // there is no such moment, as c26 requires
        }
        bench().watched(seen -> {
            String name = bench().run(crashing(Map.of("Name", "always")));
            bench().eventually(
                            "it has restarted four times, and waits",
                            SOON,
                            () -> bench().status(name).restarts() >= 4
                                    && bench().state(name) == ContainerState.RESTARTING);
            bench().eventually("its ends are told", SOON, () -> count(seen, ContainerEvent.Kind.DIE) >= 4);
            long ends = count(seen, ContainerEvent.Kind.DIE);
            bench().stop(name);
            bench().eventually("stop is told", SOON, () -> tells(seen, ContainerEvent.Kind.STOP));
            bench().pause(Duration.ofSeconds(1));
            assertThat(count(seen, ContainerEvent.Kind.DIE)).isEqualTo(ends);
        });
    }

    @Test
    default void required_c38_the_removal_of_what_runs_is_told_as_die_and_destroy() {
        String name = bench().run("web", Program.RUNS_ON);
        List<ContainerEvent> told = bench().watched(seen -> {
            bench().remove(name);
            bench().eventually("the removal is told", SOON, () -> tells(seen, ContainerEvent.Kind.DESTROY));
        });

        assertThat(told.stream().map(ContainerEvent::kind))
                .containsSubsequence(ContainerEvent.Kind.DIE, ContainerEvent.Kind.DESTROY);
    }
}
