package io.homelabhub.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Puts bugs into planner and runner, one at a time, and requires that the simulation finds each. */
@Tag("long")
class MutationTests {
    private static final long MOST_SEEDS = Long.getLong("homelab.simulation.mutation-seeds", 2000);

    static Stream<Subject> bugs() {
        return Stream.concat(Stream.of(PlannerBug.values()), Stream.of(RunnerBug.values()));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void a_bug_is_found(Subject bug, TestReporter reporter) {
        Optional<String> found = LongStream.rangeClosed(1, MOST_SEEDS)
                .mapToObj(seed -> Simulation.violation(seed, bug)
                        .map(violation -> "found with seed " + seed + ": " + firstLine(violation)))
                .flatMap(Optional::stream)
                .findFirst();
        assertThat(found)
                .as("what the first %d seeds find of %s", MOST_SEEDS, bug)
                .isPresent();
        reporter.publishEntry(bug.toString(), found.orElseThrow());
    }

    private static String firstLine(Violation violation) {
        return violation.toString().lines().findFirst().orElse("");
    }
}
