package io.homelabhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.observed.ContainerState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told of containers, and in which order. */
interface EventClauses extends Clauses {
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

    static boolean tells(List<ContainerEvent> seen, ContainerEvent.Kind kind) {
        return seen.stream().anyMatch(event -> event.kind() == kind);
    }

    /** A process that is restarted ends and starts; nobody stops it, and no word is said of the pause. */
    @Test
    default void required_c36_a_restart_by_policy_is_told_as_die_and_start() {
        needs(Feature.RESTART_POLICY);
        List<ContainerEvent> told = bench().watched(seen -> {
            bench().run(bench().crashing(Map.of("Name", "on-failure", "MaximumRetryCount", 1)));
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
            String name = bench().run(bench().crashing(Map.of("Name", "always")));
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
