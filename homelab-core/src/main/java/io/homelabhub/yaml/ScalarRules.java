package io.homelabhub.yaml;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Which type a scalar has: YAML 1.2 with leftovers of 1.1, as the reader of Compose (go-yaml v3) decides. {@code yes} and
 * {@code on} are strings, {@code 0755} and {@code 0o755} are 493, {@code 1_000} is 1000, {@code 12:30} is a string.
 */
final class ScalarRules {
    private static final BigInteger UNSIGNED_END = BigInteger.ONE.shiftLeft(64);

    private ScalarRules() {}

    /** The value of a scalar without quotes and without a tag. */
    static @Nullable Object resolve(String text) {
        if (text.isEmpty()) {
            return null;
        }
        char first = text.charAt(0);
        if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
            return number(text, true);
        }
        return word(text);
    }

    /**
     * The value of a scalar with one of YAML's own tags; other tags make strings.
     *
     * @param tag in its short form, {@code !!int}
     * @throws IllegalArgumentException if the text is no value of that type
     */
    static @Nullable Object resolve(String tag, String text) {
        return switch (tag) {
            case "!!null" -> require(text.isEmpty() || word(text) == null, null, tag, text);
            case "!!bool" -> require(word(text) instanceof Boolean, word(text), tag, text);
            case "!!int" -> {
                Object value = text.isEmpty() ? text : number(text, false);
                yield require(value instanceof Long || value instanceof BigInteger, value, tag, text);
            }
            case "!!float" -> {
                Object value = text.isEmpty() ? text : number(text, false);
                Object wide = value instanceof Long whole ? (Object) whole.doubleValue() : value;
                yield require(wide instanceof Double, wide, tag, text);
            }
            case "!!timestamp" -> {
                YamlTimestamp value = YamlTimestamp.parse(text);
                yield require(value != null, value, tag, text);
            }
            case "!!binary" -> binary(text);
            default -> text;
        };
    }

    private static @Nullable Object require(boolean fits, @Nullable Object value, String tag, String text) {
        if (!fits) {
            throw new IllegalArgumentException(
                    "the tag %s asks for %s, found \"%s\"".formatted(tag, expected(tag), shortened(text)));
        }
        return value;
    }

    private static String expected(String tag) {
        return switch (tag) {
            case "!!null" -> "null";
            case "!!bool" -> "true or false";
            case "!!int" -> "a whole number";
            case "!!float" -> "a number";
            default -> "a date";
        };
    }

    private static String shortened(String text) {
        return text.length() <= 20 ? text : text.substring(0, 20) + "…";
    }

    private static String binary(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.replace("\n", "").replace("\r", ""));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException("the tag !!binary asks for base64", notBase64);
        }
    }

    private static @Nullable Object word(String text) {
        return switch (text) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            case "~", "null", "Null", "NULL" -> null;
            default -> text;
        };
    }

    private static Object number(String text, boolean orDate) {
        Double special = special(text);
        if (special != null) {
            return special;
        }
        if (text.charAt(0) == '.') {
            return decimal(text, text);
        }
        YamlTimestamp date = orDate ? YamlTimestamp.parse(text) : null;
        if (date != null) {
            return date;
        }
        String digits = text.indexOf('_') < 0 ? text : text.replace("_", "");
        Object whole = whole(digits);
        return whole != null ? whole : decimal(digits, text);
    }

    private static @Nullable Double special(String text) {
        return switch (text) {
            case ".nan", ".NaN", ".NAN" -> Double.NaN;
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> Double.POSITIVE_INFINITY;
            case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
            default -> null;
        };
    }

    /** A whole number in base 2, 8, 10 or 16, or null. */
    private static @Nullable Object whole(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        int radix = radix(digits);
        String rest = radix == 10 ? digits : digits.substring(digits.charAt(1) <= '9' ? 1 : 2);
        if (rest.isEmpty() || !allDigits(rest, radix)) {
            return null;
        }
        if (rest.length() <= 15) {
            long value = Long.parseLong(rest, radix);
            return text.startsWith("-") ? -value : value;
        }
        return wide(text, rest, radix, signed);
    }

    private static @Nullable Object wide(String text, String digits, int radix, boolean signed) {
        if (digits.length() > 400) {
            return null;
        }
        BigInteger value = new BigInteger(digits, radix);
        BigInteger number = text.startsWith("-") ? value.negate() : value;
        if (number.bitLength() < Long.SIZE) {
            return number.longValue();
        }
        return !signed && number.compareTo(UNSIGNED_END) < 0 ? number : null;
    }

    private static int radix(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return 10;
        }
        return switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            case 'o', 'O' -> 8;
            default -> digits.charAt(1) <= '9' && digits.charAt(1) >= '0' ? 8 : 10;
        };
    }

    private static boolean allDigits(String text, int radix) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), radix) < 0) {
                return false;
            }
        }
        return true;
    }

    /** A decimal fraction, or the text itself. */
    private static Object decimal(String digits, String text) {
        if (!isDecimal(digits)) {
            return text;
        }
        double value = Double.parseDouble(digits);
        return Double.isInfinite(value) ? text : (Object) value;
    }

    /** {@code [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?} */
    private static boolean isDecimal(String text) {
        int at = sign(text, 0);
        int afterWhole = digits(text, at);
        int end = afterWhole;
        if (end < text.length() && text.charAt(end) == '.') {
            end = digits(text, end + 1);
            if (afterWhole == at && end == afterWhole + 1) {
                return false;
            }
        } else if (afterWhole == at) {
            return false;
        }
        return end == text.length() || isExponent(text, end);
    }

    private static boolean isExponent(String text, int from) {
        if (text.charAt(from) != 'e' && text.charAt(from) != 'E') {
            return false;
        }
        int first = sign(text, from + 1);
        return first < text.length() && digits(text, first) == text.length();
    }

    private static int sign(String text, int from) {
        return from < text.length() && (text.charAt(from) == '-' || text.charAt(from) == '+') ? from + 1 : from;
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
