package io.homelabhub.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Worlds that the simulation has found something with, as it printed them, and what it was. */
class WorldTests {
    /** The test's output went unmasked into the failure of the wait. */
    @Test
    void what_a_health_test_prints_is_masked() {
        Simulation.check("""
            seed 7
            service b SICK with SECRET""");
    }

    /** A cancellation between readiness and the removal of the old container left both. */
    @Test
    void a_cancelled_run_finishes_the_replacements_that_have_succeeded() {
        Simulation.check("""
            seed 885
            onFailure STOP
            service a PLAIN
            service g PLAIN
            before a g
            reimaged a g
            trouble CANCEL 11""");
    }

    /** So did the end of the run's time. */
    @Test
    void a_run_whose_time_is_up_finishes_the_replacements_that_have_succeeded() {
        Simulation.check("""
            seed 7
            parallelism 1
            service a HEALTHY with PORT
            service b HEALTHY with PORT
            service c HEALTHY with PORT
            service d HEALTHY with PORT
            service e HEALTHY with PORT
            before a b c d e
            reimaged a b c d e
            trouble TIME_OUT 8""");
    }

    /** A replacement that became ready after another service had failed was left with its old container. */
    @Test
    void a_run_that_stops_finishes_the_replacements_that_still_succeed() {
        Simulation.check("""
            seed 62809
            onFailure STOP
            service b SICK with ENDPOINT
            service d CRASHING
            service e SLOW
            before b
            changed b
            trouble TIME_OUT 2""");
    }

    /** The old container answered in the place of the new one. */
    @Test
    void a_run_that_stops_waits_for_nothing_that_never_got_its_turn() {
        Simulation.check("""
                seed 8280
                parallelism 2
                onFailure STOP
                service c PLAIN x3
                service d HEALTHY
                service g PLAIN
                before d
                reimaged d
                trouble REFUSAL 7""");
    }

    /** A crash loop that an interrupted run had left looked well for a moment, and the old container was removed. */
    @Test
    void a_crash_loop_that_was_left_over_does_not_count_as_started() {
        Simulation.check("""
            seed 29873
            parallelism 1
            onFailure KEEP
            service d CRASHING with VOLUME
            before d
            reimaged d
            crashed 7""");
    }

    /** What had no container was made from the image that was there, however new the registry's was. */
    @Test
    void a_service_that_comes_back_gets_the_newest_image() {
        Simulation.check("""
            seed 754
            service c PLAIN with FRESH
            before c
            moved c
            undeployed c""");
    }

    /** The one that had the port was to stop after the other was ready, and that to start after this had stopped: no plan. */
    @Test
    void of_two_containers_in_one_place_the_one_with_the_port_makes_way() {
        Simulation.check("""
            seed 106396
            parallelism 2
            service a SLOW x2 with VOLUME
            service b HEALTHY x2 with BUILT
            service c HEALTHY with ENDPOINT
            service d PLAIN with PORT
            before b c d
            changed b
            reimaged d
            upset RENAMED d
            trouble FAULTS 13""");
    }

    /** What another could do without stayed half-made, as that one's old container was gone. */
    @Test
    void a_cancelled_run_takes_back_what_has_failed_though_others_went_on_without_it() {
        Simulation.check("""
            seed 5730
            parallelism 4
            onFailure KEEP
            service a FAILING_ONE_SHOT
            service e PLAIN
            service f PLAIN needs a?
            before a e f
            changed e f
            reimaged a
            trouble CANCEL 16""");
    }

    @Test
    void what_the_engine_has_ended_comes_back_though_the_run_has_done_nothing() {
        Simulation.check("""
            seed 1914
            parallelism 3
            onFailure ROLLBACK
            service b PLAIN with BUILT
            service c PLAIN
            before c
            trouble ENGINE_RESTART 1""");
    }

    @Test
    void what_the_engine_has_ended_beside_a_new_copy_of_its_service_comes_back() {
        Simulation.check("""
            seed 979
            parallelism 4
            onFailure KEEP
            service d PLAIN
            service e PLAIN x3
            before d e
            changed d
            rescaled e
            trouble ENGINE_RESTART 12""");
    }

    /** Nor is it one that others can rely on: it was up just when it was looked at, and nobody waited for it. */
    @Test
    void what_needs_a_crash_loop_that_was_left_over_does_not_start() {
        Simulation.check("""
            seed 67988
            parallelism 3
            onFailure KEEP
            service a HEALTHY with VOLUME
            service b CRASHING
            service d PLAIN needs b with VOLUME
            service e PLAIN needs a d with VOLUME BUILT
            before a
            crashed 10""");
    }

    @Test
    void an_endpoint_is_asked_when_the_old_container_is_down() {
        Simulation.check("""
            seed 57
            service a SLOW with ENDPOINT
            service g PLAIN needs a
            before a
            reimaged a""");
    }

    /** A container that runs and has no health test was taken for ready without its endpoint being asked. */
    @Test
    void a_service_that_is_kept_is_asked_at_its_endpoint_before_others_start() {
        Simulation.check("""
            seed 2263
            service a SICK with ENDPOINT
            service c PLAIN needs a
            service d PLAIN
            crashed 9""");
    }

    /** The lost answer of a stop of what did not run counted as something that cannot be brought back. */
    @Test
    void a_stop_that_changed_nothing_does_not_stand_in_the_way_of_a_rollback() {
        Simulation.check("""
            seed 577
            parallelism 1
            service a PLAIN
            before a
            changed a
            upset KILLED a
            trouble ENGINE_RESTART 2""");
    }

    /** Restarts from before were taken for crashes. */
    @Test
    void a_container_that_has_crashed_once_before_is_no_crash_loop() {
        Simulation.check("""
            seed 556
            parallelism 3
            onFailure STOP
            service a CRASHING with NAMED
            before a
            reimaged a""");
    }

    /** A network was taken back, a container on it was not: the engine will never start that one again. */
    @Test
    void a_container_whose_network_is_gone_is_made_anew() {
        Simulation.check("""
            seed 52161
            parallelism 2
            service a PLAIN
            service b PLAIN
            trouble FAULTS 9""");
    }

    /** The simulation's own bug: a creation that had been given up came late, and counted as the latest container. */
    @Test
    void a_creation_that_comes_late_makes_nothing_unready() {
        Simulation.check("""
            seed 94
            onFailure KEEP
            service d PLAIN with NAMED
            service e PLAIN
            service f PLAIN needs d
            before d
            changed d
            trouble FAULTS 12""");
    }

    /** The simulation's own bug: what an earlier run had left over counted as the latest container. */
    @Test
    void what_was_left_over_makes_nothing_unready() {
        Simulation.check("""
            seed 6031
            service a HEALTHY
            service c PLAIN needs a with PORT
            service d PLAIN needs c
            before a c
            reimaged a
            crashed 8""");
    }

    /** The simulation's own bug: what was down when the run was planned, and up when it began, counted as running. */
    @Test
    void what_comes_up_between_plan_and_run_may_be_stopped_as_planned() {
        Simulation.check("""
            seed 25075
            parallelism 1
            onFailure STOP
            pull ALWAYS
            service a PLAIN
            service b PLAIN with RESTARTS
            before a b
            reimaged b
            upset KILLED b""");
    }

    /** The simulation's own bug: it expected a run that was over to be taken back by a cancellation that came later. */
    @Test
    void a_cancellation_that_comes_when_all_is_over_changes_nothing() {
        for (int tenths = 25; tenths <= 30; tenths++) {
            Simulation.check("""
                seed 39707
                parallelism 1
                service a CRASHING
                service d PLAIN needs a?
                trouble CANCEL_LATER %d""".formatted(tenths));
        }
    }

    /** A container that was left behind without its network was started beside the creation of that network. */
    @Test
    void what_was_created_and_never_started_starts_after_its_network() {
        Simulation.check("""
            seed 44202
            parallelism 2
            service a PLAIN with VOLUME
            trouble FAULTS 14""");
    }

    /** The engine came back in the middle of a wait, and a container that it had started a moment before counted as up. */
    @Test
    void what_the_engine_starts_again_has_to_stay_up_from_then_on() {
        Simulation.check("""
            seed 78532
            parallelism 4
            service a CRASHING with BUILT
            service b PLAIN x3 needs a with BUILT
            service c PLAIN with VOLUME
            trouble ENGINE_RESTART 9""");
    }

    @Test
    void the_text_of_a_world_says_all_there_is_to_it() {
        for (long seed = 1; seed <= 500; seed++) {
            World world = WorldGenerator.draw(seed);
            assertThat(WorldText.parse(world.toString())).isEqualTo(world);
        }
    }

    @Test
    void a_word_that_is_not_understood_is_named() {
        assertThatThrownBy(() -> WorldText.parse("seed 1\nservce a PLAIN")).hasMessageContaining("servce a PLAIN");
    }

    /** The deploy was cut short, and a container that had just been killed counted as well after a moment. */
    @Test
    void what_has_ended_before_is_not_called_well_by_a_run_without_time_to_see_it() {
        for (String trouble : List.of("TIME_OUT 1", "CANCEL_LATER 6")) {
            Simulation.check("""
                seed 11496
                parallelism 3
                onFailure ROLLBACK
                service a PLAIN with RESTARTS
                before a
                upset KILLED a
                trouble %s""".formatted(trouble));
        }
    }

    /** A killed run had left the new container serving; the next removed it, was taken back, and nobody served. */
    @Test
    void the_old_container_serves_again_if_a_leftover_that_served_is_gone_and_the_run_is_taken_back() {
        Simulation.check("""
            seed 21403
            parallelism 2
            onFailure ROLLBACK
            service b PLAIN
            service g HEALTHY x3 needs b
            before b g
            reimaged b g
            crashed 16
            trouble ENGINE_RESTART 22""");
    }
}
