package io.homelabhub.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A bounded run of the fuzzer; {@link ComposeFuzzer#main} runs for as long as one likes. */
class ComposeFuzzTests {
    private static final int INPUTS = Integer.getInteger("homelab.fuzz.inputs", 500);
    private static final long SEED = Long.getLong("homelab.fuzz.seed", 20_261_123);

    @Test
    void every_mutated_file_gives_a_project_or_a_report_of_problems() throws IOException {
        ComposeFuzzer.Tally tally = ComposeFuzzer.over(Corpus.own(), SEED).run(INPUTS);
        System.out.printf(
                "fuzzed with seed %d: %d loaded, %d refused, the slowest %d ms%n",
                SEED, tally.loaded(), tally.refused(), tally.slowestMillis());
        assertThat(tally.loaded()).as("with seed " + SEED).isPositive();
        assertThat(tally.refused()).isPositive();
        assertThat(tally.slowestMillis()).as(tally.slowest()).isLessThan(5_000);
    }
}
