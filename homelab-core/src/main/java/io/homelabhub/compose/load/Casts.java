package io.homelabhub.compose.load;

import io.homelabhub.compose.keys.Cast;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Strings as numbers and flags, by the rules of Compose. */
final class Casts {
    private Casts() {}

    /** The value of {@code text}, or null if it is none of that type. */
    static @Nullable Object cast(Cast cast, String text) {
        return switch (cast) {
            case NONE -> text;
            case WHOLE -> whole(text);
            case FLOAT -> number(text);
            case SINGLE -> {
                Double number = number(text);
                yield number == null ? null : number.floatValue();
            }
            case FLAG -> flag(text);
        };
    }

    /** For messages. */
    static String expected(Cast cast) {
        return switch (cast) {
            case NONE -> "a string";
            case WHOLE -> "a whole number";
            case FLOAT, SINGLE -> "a number";
            case FLAG -> "true or false";
        };
    }

    static @Nullable Long whole(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        if (text.length() == (signed ? 1 : 0) || !isDigits(text, signed ? 1 : 0)) {
            return null;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    static @Nullable Double number(String text) {
        if (text.isEmpty() || "0123456789.+-".indexOf(text.charAt(0)) < 0) {
            return special(text.toLowerCase(Locale.ROOT), 1);
        }
        char last = text.charAt(text.length() - 1);
        if (last == 'd' || last == 'D' || last == 'f' || last == 'F' || text.charAt(0) <= ' ') {
            return special(text.substring(1).toLowerCase(Locale.ROOT), text.charAt(0) == '-' ? -1 : 1);
        }
        try {
            double value = Double.parseDouble(withoutUnderscores(text));
            return Double.isInfinite(value) || last <= ' ' ? null : (Double) value;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    /** Underscores may stand between digits, as in Go; elsewhere they stay, so that the text is no number. */
    private static String withoutUnderscores(String text) {
        return text.indexOf('_') < 0 ? text : text.replaceAll("(?<=[0-9a-fA-F])_(?=[0-9a-fA-F])", "");
    }

    private static @Nullable Double special(String word, int sign) {
        return switch (word) {
            case "inf", "infinity" -> sign * Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> null;
        };
    }

    static @Nullable Boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "y", "yes", "on" -> true;
            case "false", "n", "no", "off" -> false;
            default -> null;
        };
    }

    private static boolean isDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
