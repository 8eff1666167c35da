package io.homelabhub.compose.load;

import io.homelabhub.compose.keys.Cast;
import io.homelabhub.compose.keys.Encoding;
import io.homelabhub.compose.keys.Shape;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.time.Durations;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The canonical form of single values. Null stands for a value that is not printed. */
final class ScalarEncoder {
    private static final Object ALL = -1L;

    private final Findings findings;
    private final Trail trail;

    ScalarEncoder(Findings findings, Trail trail) {
        this.findings = findings;
        this.trail = trail;
    }

    @Nullable
    Object encode(Node node, Shape shape) {
        boolean omitted = shape.encoding() == Encoding.OMITTED;
        if (omitted || !(node instanceof ScalarNode scalar) || scalar.value() == null) {
            return null;
        }
        Object value = scalar.value();
        Object encoded =
                switch (shape.encoding()) {
                    case TEXT -> text(value);
                    case WHOLE -> whole(value);
                    case UNSIGNED -> unsigned(value, Long.SIZE);
                    case UNSIGNED_16 -> unsigned(value, Short.SIZE);
                    case UNSIGNED_32 -> unsigned(value, Integer.SIZE);
                    case SINGLE -> single(value, shape);
                    case FLAG -> value instanceof String text ? Casts.flag(text) : value;
                    case BYTES -> bytes(value);
                    case DURATION -> duration(value);
                    case FILE_MODE -> fileMode(value);
                    case DEVICE_COUNT -> deviceCount(value);
                    case ULIMIT -> ulimit(value, shape);
                    default -> null;
                };
        if (encoded == null) {
            report(scalar, shape);
            return null;
        }
        return shape.isShownWhenZero() || !isZero(encoded, shape.encoding()) ? encoded : null;
    }

    private static boolean isZero(Object value, Encoding encoding) {
        return switch (encoding) {
            case TEXT -> value.equals("");
            case BYTES -> value.equals("0");
            case DURATION -> value.equals("0s");
            case FLAG -> value.equals(false);
            default -> value instanceof Number number && number.doubleValue() == 0;
        };
    }

    private void report(ScalarNode node, Shape shape) {
        String expected =
                switch (shape.encoding()) {
                    case WHOLE, ULIMIT -> "a whole number";
                    case UNSIGNED, UNSIGNED_16, UNSIGNED_32 -> "a whole number of 0 or more, without quotes";
                    case SINGLE -> "a number";
                    case FLAG -> "true or false";
                    case BYTES -> "a size, as 512m or 1.5g";
                    case DURATION -> "a duration with a unit, as 90s or 1m30s";
                    case FILE_MODE -> "octal digits, as \"0440\"";
                    case DEVICE_COUNT -> "a whole number or all";
                    default -> "a string";
                };
        String found = "found \"" + Findings.shortened(node.text()) + "\", expected " + expected;
        findings.error(node.location(), trail.toString(), found);
    }

    private static @Nullable Object text(Object value) {
        return value instanceof String || value instanceof Long ? value.toString() : null;
    }

    private static @Nullable Object whole(Object value) {
        if (value instanceof String text) {
            return Casts.whole(text);
        }
        return value instanceof Number number ? (Object) truncated(number) : null;
    }

    /** As Go does: what has no place in 64 bits becomes the least number. */
    private static long truncated(Number number) {
        boolean fits = number instanceof BigInteger || Math.abs(number.doubleValue()) < 0x1p63;
        return number instanceof Long || fits ? number.longValue() : Long.MIN_VALUE;
    }

    private static @Nullable Object unsigned(Object value, int bits) {
        if (!(value instanceof Number number) || number.doubleValue() < 0) {
            return null;
        }
        Number whole = number instanceof Double ? unsigned(number.doubleValue()) : number;
        if (bits == Long.SIZE) {
            return whole;
        }
        return whole.longValue() & ((1L << bits) - 1);
    }

    /** As Go does: what has no place in 64 bits becomes 2 to the power of 63. */
    private static Number unsigned(double number) {
        if (number < 0x1p63) {
            return (long) number;
        }
        return number < 0x1p64 ? new BigDecimal(number).toBigInteger() : BigInteger.ONE.shiftLeft(63);
    }

    /** Both limits at once; Compose prints one of 0 as an object without limits. */
    private static @Nullable Object ulimit(Object value, Shape shape) {
        boolean empty = value.equals(0L) && !shape.fields().isEmpty();
        return empty ? Map.of() : value instanceof Long ? value : null;
    }

    private static @Nullable Object single(Object value, Shape shape) {
        Number number =
                value instanceof String text ? Casts.number(text) : value instanceof Number given ? given : null;
        boolean tooLarge = number instanceof BigInteger && shape.cast() == Cast.NONE; // so it is below deploy
        return number == null || tooLarge || !Float.isFinite(number.floatValue()) ? null : (Object) number.floatValue();
    }

    private static @Nullable Object bytes(Object value) {
        if (value instanceof String text) {
            Long bytes = ByteSizes.parse(text);
            return bytes == null ? null : bytes.toString();
        }
        return value instanceof Long ? value.toString() : "0"; // Compose takes no notice of fractions
    }

    private static @Nullable Object duration(Object value) {
        return value instanceof String text
                ? Durations.parse(text).map(Durations::format).orElse(null)
                : null;
    }

    private static @Nullable Object fileMode(Object value) {
        Long mode = value instanceof Long number ? number : null;
        try {
            boolean ascii = value instanceof String text && text.chars().allMatch(c -> c < 0x80);
            mode = ascii ? (Long) Long.parseLong(value.toString(), 8) : mode;
        } catch (NumberFormatException notOctal) {
            return null;
        }
        return mode == null ? null : "0" + Long.toString(mode, 8);
    }

    private static @Nullable Object deviceCount(Object value) {
        if (value instanceof String text) {
            return text.toLowerCase(Locale.ROOT).equals("all") ? ALL : Casts.whole(text);
        }
        return value instanceof Long ? value : null;
    }
}
