package io.homelabhub.time;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Durations as Compose reads and prints them: {@code 1m30s}, with days and weeks when reading. */
public final class Durations {
    private static final Map<String, Long> UNITS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "\u00b5s", 1_000L,
            "\u03bcs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L,
            "w", 604_800_000_000_000L);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private Durations() {}

    /** The duration that {@code text} stands for; empty if it stands for none. A bare number other than 0 has no unit. */
    public static Optional<Duration> parse(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String rest = signed ? text.substring(1) : text;
        if (rest.equals("0")) {
            return Optional.of(Duration.ZERO);
        } else if (rest.isEmpty()) {
            return Optional.empty();
        }
        BigInteger nanos = BigInteger.ZERO;
        int at = 0;
        while (at < rest.length()) {
            int number = numberEnd(rest, at);
            int unit = unitEnd(rest, number);
            BigInteger part = part(rest.substring(at, number), rest.substring(number, unit));
            if (part == null) {
                return Optional.empty();
            }
            nanos = nanos.add(part);
            at = unit;
        }
        if (nanos.compareTo(MOST) > 0) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos(text.startsWith("-") ? -nanos.longValue() : nanos.longValue()));
    }

    private static @Nullable BigInteger part(String number, String unit) {
        Long nanos = UNITS.get(unit);
        boolean digits = number.length() <= 40 && number.chars().anyMatch(c -> c != '.');
        if (nanos == null || !digits || number.indexOf('.') != number.lastIndexOf('.')) {
            return null;
        }
        String whole = number.startsWith(".") ? "0" + number : number;
        return new BigDecimal(whole.endsWith(".") ? whole + "0" : whole)
                .multiply(BigDecimal.valueOf(nanos))
                .toBigInteger();
    }

    private static int numberEnd(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == '.' || isDigit(text.charAt(at)))) {
            at++;
        }
        return at;
    }

    private static int unitEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '.' && !isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** {@code 1h0m0s}, {@code 1m30s}, {@code 1.5s}, {@code 10µs}. */
    public static String format(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0s";
        }
        BigInteger amount = BigInteger.valueOf(nanos).abs();
        String sign = nanos < 0 ? "-" : "";
        if (amount.compareTo(BigInteger.valueOf(1_000)) < 0) {
            return sign + amount + "ns";
        } else if (amount.compareTo(BigInteger.valueOf(1_000_000)) < 0) {
            return sign + fraction(amount, 3) + "\u00b5s";
        } else if (amount.compareTo(BigInteger.valueOf(1_000_000_000)) < 0) {
            return sign + fraction(amount, 6) + "ms";
        }
        return sign + hours(amount);
    }

    private static String hours(BigInteger nanos) {
        BigInteger[] minutes = nanos.divideAndRemainder(BigInteger.valueOf(60_000_000_000L));
        long hours = minutes[0].longValue() / 60;
        long minute = minutes[0].longValue() % 60;
        String seconds = fraction(minutes[1], 9) + "s";
        if (hours > 0) {
            return hours + "h" + minute + "m" + seconds;
        }
        return minute > 0 ? minute + "m" + seconds : seconds;
    }

    private static String fraction(BigInteger amount, int digits) {
        BigDecimal value = new BigDecimal(amount, digits);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
