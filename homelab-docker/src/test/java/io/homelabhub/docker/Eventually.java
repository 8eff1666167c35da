package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits in tests for what the engine does by itself. */
final class Eventually {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Eventually() {}

    static void holds(BooleanSupplier condition) {
        Timing timing = Timing.system();
        Duration end = timing.elapsed().plus(LONGEST);
        boolean held = condition.getAsBoolean();
        while (!held && timing.elapsed().compareTo(end) < 0) {
            try {
                timing.sleep(Duration.ofMillis(25));
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            held = condition.getAsBoolean();
        }
        assertThat(held).as("held within " + LONGEST).isTrue();
    }
}
