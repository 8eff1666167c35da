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
}
