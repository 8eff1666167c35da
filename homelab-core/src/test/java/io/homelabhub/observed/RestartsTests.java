package io.homelabhub.observed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartsTests {
    private static final Instant START = Instant.ofEpochSecond(1_700_000_000);

    @ParameterizedTest
    @CsvSource({"0, 10", "6, 10", "7, 10.5", "20, 30", "60, 90", "61, 10"})
    void what_ended_has_to_last_half_as_long_again_but_ten_seconds_at_least(long lasted, double seconds) {
        Restarts restarts = new Restarts(0, START, START, START.plusSeconds(lasted), Optional.of(1));

        assertThat(restarts.outlasted()).isEqualTo(Duration.ofMillis((long) (seconds * 1000)));
    }
}
