package io.homelabhub.run;

import java.time.Duration;
import java.util.Locale;

/** Durations as people write them. */
final class Durations {
    private Durations() {}

    /** {@code 2m}, {@code 1m30s}, {@code 0.3s}. */
    static String text(Duration time) {
        String text = time.toString().substring(2).toLowerCase(Locale.ROOT);
        return text.isEmpty() ? "0s" : text;
    }
}
