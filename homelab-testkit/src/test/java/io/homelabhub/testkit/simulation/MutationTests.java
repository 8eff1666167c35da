package io.homelabhub.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Puts bugs into planner and runner, one at a time, and requires that the simulation finds each. */
class MutationTests {
    private static final long MOST_SEEDS = Long.getLong("homelab.simulation.mutation-seeds", 400);

    @ParameterizedTest
    @EnumSource
    void a_bug_is_found(Mutation mutation, TestReporter reporter) {
        Optional<String> found = LongStream.rangeClosed(1, MOST_SEEDS)
                .mapToObj(seed -> Simulation.violation(seed, mutation)
                        .map(violation -> "found with seed " + seed + ": " + firstLine(violation)))
                .flatMap(Optional::stream)
                .findFirst();
        assertThat(found)
                .as("what the first %d seeds find of %s", MOST_SEEDS, mutation)
                .isPresent();
        reporter.publishEntry(mutation.name(), found.orElseThrow());
    }

    private static String firstLine(Violation violation) {
        return violation.toString().lines().findFirst().orElse("");
    }
}
