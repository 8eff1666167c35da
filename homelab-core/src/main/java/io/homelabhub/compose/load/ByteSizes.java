package io.homelabhub.compose.load;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sizes as Compose reads them: {@code 64m}, {@code 1.5GiB}, {@code 1024}, {@code -1}; a kilobyte is 1024 bytes. */
final class ByteSizes {
    private static final String UNITS = "kmgtp";

    private ByteSizes() {}

    /** The number of bytes, or null if {@code text} is no size. */
    static @Nullable Long parse(String text) {
        Long whole = Casts.whole(text);
        return whole == null ? withUnit(text) : whole;
    }

    private static @Nullable Long withUnit(String text) {
        int last = text.length() - 1;
        while (last >= 0 && "0123456789. ".indexOf(text.charAt(last)) < 0) {
            last--;
        }
        if (last < 0) {
            return null;
        }
        String number = text.charAt(last) == ' ' ? text.substring(0, last) : text.substring(0, last + 1);
        Double size = Casts.number(number);
        long factor = factor(text.substring(last + 1).toLowerCase(Locale.ROOT));
        if (size == null || size < 0 || size.isNaN() || factor == 0) {
            return null;
        }
        double bytes = size * factor;
        return bytes >= 0x1p63 ? Long.MIN_VALUE : (long) bytes;
    }

    /** What a unit multiplies with; 0 if it is none. */
    private static long factor(String unit) {
        if (unit.isEmpty() || unit.equals("b")) {
            return 1;
        }
        int power = UNITS.indexOf(unit.charAt(0));
        boolean complete = unit.length() == 1
                || unit.substring(1).equals("b")
                || unit.substring(1).equals("ib");
        return power < 0 || !complete ? 0 : 1L << (10 * (power + 1));
    }
}
