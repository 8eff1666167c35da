package io.homelabhub.compose.tree;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values as text, in the form that Go's {@code %v} has, which is what Compose puts where a string is asked for: floats as
 * short as they can be, with an exponent from 1e+06 up and below 1e-04.
 */
public final class GoText {
    private GoText() {}

    /** The text of {@code value}. */
    public static String of(@Nullable Object value) {
        if (value == null) {
            return "<nil>";
        } else if (value instanceof Double number) {
            return number(number, shortest(number), -4, 6);
        } else if (value instanceof Float number) {
            return number(number, shortest(number), -4, 6);
        } else if (value instanceof Map<?, ?> map) {
            return map(map);
        } else if (value instanceof List<?> list) {
            return list(list);
        }
        return value.toString();
    }

    /** A float as JSON has it: an exponent from 1e21 up and below 1e-6. */
    public static String json(Number number) {
        BigDecimal digits = number instanceof Float single ? shortest(single) : shortest(number.doubleValue());
        return number(number.doubleValue(), digits, -6, 21).replace("e-0", "e-");
    }

    private static String map(Map<?, ?> map) {
        StringBuilder text = new StringBuilder("map[");
        new TreeMap<>(map).forEach((key, value) -> text.append(text.length() == 4 ? "" : " ")
                .append(key)
                .append(':')
                .append(of(value)));
        return text.append(']').toString();
    }

    private static String list(List<?> list) {
        StringBuilder text = new StringBuilder("[");
        for (Object item : list) {
            text.append(text.length() == 1 ? "" : " ").append(of(item));
        }
        return text.append(']').toString();
    }

    /** Exponents from {@code plainFrom} to below {@code plainTo} are written out. */
    private static String number(double number, BigDecimal digits, int plainFrom, int plainTo) {
        if (Double.isNaN(number)) {
            return "NaN";
        } else if (Double.isInfinite(number)) {
            return number > 0 ? "+Inf" : "-Inf";
        } else if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        int exponent = digits.precision() - digits.scale() - 1;
        return exponent < plainFrom || exponent >= plainTo ? scientific(digits, exponent) : digits.toPlainString();
    }

    /** The fewest digits that give the number back; Java 17's own text sometimes has one too many. */
    private static BigDecimal shortest(double number) {
        if (!Double.isFinite(number)) {
            return BigDecimal.ZERO;
        }
        BigDecimal digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        BigDecimal shorter = new BigDecimal(number).round(new MathContext(Math.max(1, digits.precision() - 1)));
        return shorter.doubleValue() == number ? shorter.stripTrailingZeros() : digits;
    }

    private static BigDecimal shortest(float number) {
        if (!Float.isFinite(number)) {
            return BigDecimal.ZERO;
        }
        BigDecimal digits = new BigDecimal(Float.toString(number)).stripTrailingZeros();
        BigDecimal shorter = new BigDecimal(number).round(new MathContext(Math.max(1, digits.precision() - 1)));
        return shorter.floatValue() == number ? shorter.stripTrailingZeros() : digits;
    }

    private static String scientific(BigDecimal decimal, int exponent) {
        String digits = decimal.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String sign = decimal.signum() < 0 ? "-" : "";
        String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : String.valueOf(Math.abs(exponent));
        return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + power;
    }
}
