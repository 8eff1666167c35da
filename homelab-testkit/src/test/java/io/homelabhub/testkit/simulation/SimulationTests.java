package io.homelabhub.testkit.simulation;

import org.junit.jupiter.api.Test;

/** Bounded here; {@code -Dhomelab.simulation.seeds=100000} lets it go on by hand. */
class SimulationTests {
    private static final long SEEDS = Long.getLong("homelab.simulation.seeds", 500);
    private static final long FIRST = Long.getLong("homelab.simulation.first", 1);

    @Test
    void whatever_goes_wrong_the_invariants_hold() {
        Simulation.run(FIRST, SEEDS);
    }
}
