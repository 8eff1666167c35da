package io.homelabhub.testkit.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A few here; {@code -Dhomelab.fleet.seeds=10000} lets it go on by hand, from {@code -Dhomelab.fleet.first}. */
class FleetSimulationTests {
    private static final long SEEDS = Long.getLong("homelab.fleet.seeds", 60);
    private static final long FIRST = Long.getLong("homelab.fleet.first", 1);
    private static final long SEEDS_FOR_A_BUG = 60;

    @TempDir
    Path folder = Path.of("set by JUnit");

    private List<String> violations(long seed, FleetBug bug) {
        return new FleetStage(FleetWorld.drawn(seed), bug, folder.resolve(bug + "-" + seed)).play();
    }

    @Test
    void whatever_befalls_a_host_or_the_deploy_the_invariants_hold() {
        List<String> violations = new ArrayList<>();
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            violations.addAll(violations(seed, FleetBug.NONE));
        }
        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_bug_is_found(FleetBug bug) {
        for (long seed = 1; seed <= SEEDS_FOR_A_BUG; seed++) {
            if (!violations(seed, bug).isEmpty()) {
                return;
            }
        }
        assertThat(bug).as("not found in %d worlds", SEEDS_FOR_A_BUG).isNull();
    }
}
