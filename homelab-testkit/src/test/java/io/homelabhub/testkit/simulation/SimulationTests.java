package io.homelabhub.testkit.simulation;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** A few here, 3,000 on CI; {@code -Dhomelab.simulation.seeds=100000} lets it go on by hand. */
class SimulationTests {
    private static final long SEEDS = Long.getLong("homelab.simulation.seeds", 300);
    private static final long FIRST = Long.getLong("homelab.simulation.first", 1);

    @Test
    void whatever_goes_wrong_the_invariants_hold(TestReporter reporter) {
        long began = System.nanoTime();
        Simulation.run(FIRST, SEEDS);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        reporter.publishEntry("seeds %d to %d".formatted(FIRST, FIRST + SEEDS - 1), "no violation, " + took);
    }

    @Test
    void what_a_new_service_needs_is_watched_also_while_that_one_is_taken_back() {
        Simulation.check("""
            seed 201863
            parallelism 1
            onFailure ROLLBACK
            service a PLAIN
            service b SLOW
            service d SICK
            service e PLAIN needs b
            before a b
            reimaged a
            trouble ENGINE_SHUTDOWN 23\
            """);
    }

    @Test
    void a_guest_waits_for_the_image_by_which_its_lender_may_be_made_anew() {
        Simulation.check("""
            seed 4069
            parallelism 4
            onFailure ROLLBACK
            service a PLAIN with FRESH
            service c PLAIN needs a
            before a c
            moved a
            guest c
            trouble NONE 0\
            """);
    }

    @Test
    void what_an_interrupted_deploy_has_left_off_its_network_is_back_in_it_after_the_next() {
        Simulation.check("""
            seed 2158
            parallelism 3
            onFailure STOP
            service c PLAIN
            before c
            changed c
            trouble OFF_NETWORK 7\
            """);
    }

    @Test
    void what_needs_a_service_that_somebody_restarts_meanwhile_starts_when_that_is_healthy_again() {
        Simulation.check("""
            seed 8472
            parallelism 3
            onFailure ROLLBACK
            service a HEALTHY
            service b PLAIN needs a
            before a
            trouble RESTART 2\
            """);
    }

    @Test
    void so_does_what_needs_one_that_was_healthy_when_the_plan_was_made() {
        Simulation.check("""
            seed 23355
            parallelism 1
            onFailure KEEP
            service a HEALTHY x3
            service b PLAIN
            service d PLAIN needs a
            before a
            upset REMOVED a
            crashed 5
            trouble RESTART 4\
            """);
    }

    @Test
    void a_job_that_was_done_before_is_not_run_again_as_events_were_missed() {
        Simulation.check("""
            seed 10868
            parallelism 1
            onFailure ROLLBACK
            service a ONE_SHOT
            service b SLOW with ENDPOINT
            service c HEALTHY needs b with VOLUME
            service e SLOW needs a
            before a b c e
            upset REMOVED c
            upset STOPPED e
            trouble FAULTS 13\
            """);
    }

    @Test
    void whoever_lives_in_a_guest_of_what_was_renamed_goes_with_it() {
        Simulation.check("""
            seed 43101
            parallelism 4
            onFailure ROLLBACK
            service a PLAIN
            service c PLAIN needs a
            service d PLAIN needs c
            before a c d
            guest c d
            upset RENAMED a
            trouble NONE 0\
            """);
    }

    @Test
    void what_a_finished_replacement_rests_on_stays_beside_the_old_one_if_nobody_could_see_it_last() {
        Simulation.check("""
            seed 62132
            parallelism 1
            onFailure STOP
            service a PLAIN with RESTARTS
            service b PLAIN needs a
            before a b
            changed a
            reimaged b
            upset KILLED a
            trouble CANCEL_LATER 33\
            """);
    }

    @Test
    void a_guest_of_a_guest_that_runs_twice_closes_no_circle() {
        Simulation.check("""
            seed 68299
            parallelism 3
            onFailure ROLLBACK
            service a PLAIN with PORT
            service c PLAIN x2 needs a
            service e PLAIN needs c with PORT
            before a c e
            swapped a e
            guest c e
            trouble NONE 0\
            """);
    }

    @Test
    void nor_does_one_that_gives_its_port_to_the_lender_of_its_lender() {
        Simulation.check("""
            seed 68299
            parallelism 3
            onFailure ROLLBACK
            service a PLAIN with PORT
            service c PLAIN needs a
            service e PLAIN needs c with PORT
            before a c e
            swapped a e
            guest c e
            upset REMOVED a
            trouble NONE 0\
            """);
    }
}
