package io.homelabhub.desired.translate;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Compose prints and takes them: {@code 1h30m0s}, {@code 1.5s}, {@code 10µs}. */
final class Durations {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|μs|ms|s|m|h|d|w)");
    private static final Map<String, BigDecimal> NANOSECONDS = Map.of(
            "ns", BigDecimal.ONE,
            "us", new BigDecimal("1e3"),
            "µs", new BigDecimal("1e3"),
            "μs", new BigDecimal("1e3"),
            "ms", new BigDecimal("1e6"),
            "s", new BigDecimal("1e9"),
            "m", new BigDecimal("60e9"),
            "h", new BigDecimal("3600e9"),
            "d", new BigDecimal("86400e9"),
            "w", new BigDecimal("604800e9"));

    private Durations() {}

    /** The duration that {@code text} says; empty if it says none. */
    static Optional<Duration> parse(String text) {
        Matcher part = PART.matcher(text);
        BigDecimal nanoseconds = BigDecimal.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            nanoseconds = nanoseconds.add(new BigDecimal(part.group(1)).multiply(NANOSECONDS.get(part.group(2))));
            end = part.end();
        }
        boolean complete = end > 0 && end == text.length();
        return complete ? Optional.of(Duration.ofNanos(nanoseconds.longValue())) : Optional.empty();
    }
}
