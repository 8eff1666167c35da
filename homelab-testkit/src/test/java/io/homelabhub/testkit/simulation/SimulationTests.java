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
}
