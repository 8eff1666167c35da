package io.homelabhub.time;

import java.time.Duration;
import java.util.Locale;

/** Spans of time in the words of people and of Compose files. */
public final class TimeText {
    private TimeText() {}

    /** Exactly, as Compose has it: {@code 2m}, {@code 1m30s}, {@code 0.3s}. */
    public static String exact(Duration time) {
        String text = time.toString().substring(2).toLowerCase(Locale.ROOT);
        return text.isEmpty() ? "0s" : text;
    }

    /** As long as people want it who wait: {@code 0.3s}, {@code 12.0s}, {@code 2m 05s}, {@code 1h 02m}. */
    public static String took(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return String.format(Locale.ROOT, "%.1fs", time.toMillis() / 1000.0);
        }
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            return String.format(Locale.ROOT, "%dm %02ds", time.toMinutes(), time.toSecondsPart());
        }
        return String.format(Locale.ROOT, "%dh %02dm", time.toHours(), time.toMinutesPart());
    }

    /** In its largest unit, rounded down: {@code 40 s}, {@code 3 min}, {@code 2 h}, {@code 4 d}; {@code 0 s} below zero. */
    public static String about(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : Math.max(0, time.toSeconds()) + " s";
    }
}
