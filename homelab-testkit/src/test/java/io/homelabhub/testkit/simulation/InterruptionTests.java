package io.homelabhub.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.testkit.simulation.Trouble.Mishap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The thread that deploys is interrupted at every other call, from planning to giving the lock back; the simulation draws more. */
class InterruptionTests {
    private static World interrupted(long seed, int call) {
        World world = WorldGenerator.draw(seed);
        return new World(
                world.seed(),
                world.request(),
                world.services(),
                world.marks(),
                List.of(),
                0,
                new Trouble(Mishap.INTERRUPT, call));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 7})
    void at_any_call_the_lock_is_given_back_and_what_is_told_is_so(long seed) {
        List<Violation> found = IntStream.iterate(1, call -> call <= 40, call -> call + 2)
                .mapToObj(call -> Trial.of(interrupted(seed, call), Subject.AS_IT_IS))
                .flatMap(Optional::stream)
                .toList();

        assertThat(found).isEmpty();
    }

    @Test
    void a_program_that_swallows_interrupts_is_found() {
        Optional<Violation> found = LongStream.rangeClosed(1, 20)
                .mapToObj(seed -> Trial.of(interrupted(seed, 20), RunnerBug.SWALLOWS_INTERRUPTS))
                .flatMap(Optional::stream)
                .findFirst();

        assertThat(found).map(Violation::invariant).contains(16);
    }
}
