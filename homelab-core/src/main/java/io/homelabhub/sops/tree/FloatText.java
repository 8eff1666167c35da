package io.homelabhub.sops.tree;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** A floating point number as Go writes it: with the fewest digits that read back as the same number. */
public final class FloatText {
    private static final List<RoundingMode> ROUNDINGS =
            List.of(RoundingMode.HALF_EVEN, RoundingMode.FLOOR, RoundingMode.CEILING);

    private FloatText() {}

    /** Without an exponent, whatever the size: the form that sops encrypts and authenticates. */
    public static String plain(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        } else if (Double.isInfinite(number)) {
            return number > 0 ? "+Inf" : "-Inf";
        } else if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        return shortest(number).toPlainString();
    }

    /** What {@link #plain} writes for a value, read again. */
    public static double parse(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** In a YAML file: with an exponent from 1e+06 up and below 1e-04. */
    static String yaml(double number) {
        return inFile(number, -4, 6);
    }

    /** In a JSON file: with an exponent from 1e+21 up and below 1e-06. */
    public static String json(double number) {
        return inFile(number, -6, 21);
    }

    /** Exponents from {@code plainFrom} to below {@code plainTo} are written out. */
    private static String inFile(double number, int plainFrom, int plainTo) {
        if (!Double.isFinite(number) || number == 0) {
            return plain(number);
        }
        BigDecimal digits = shortest(number);
        int exponent = digits.precision() - digits.scale() - 1;
        boolean plain = exponent >= plainFrom && exponent < plainTo;
        return plain ? digits.toPlainString() : scientific(digits, exponent);
    }

    /** {@code Double.toString} has a digit too many for one number in four hundred on Java 17. */
    private static BigDecimal shortest(double number) {
        BigDecimal exact = new BigDecimal(number);
        BigDecimal best = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        Optional<BigDecimal> found = Optional.of(best);
        for (int digits = best.precision(); digits > 0 && found.isPresent(); digits--) {
            best = found.get();
            found = ofDigits(number, exact, digits);
        }
        return found.orElse(best).stripTrailingZeros();
    }

    /** The nearest text of that many digits that reads back as {@code number}. */
    private static Optional<BigDecimal> ofDigits(double number, BigDecimal exact, int digits) {
        return ROUNDINGS.stream()
                .map(rounding -> exact.round(new MathContext(digits, rounding)))
                .filter(rounded -> rounded.doubleValue() == number)
                .findFirst();
    }

    private static String scientific(BigDecimal decimal, int exponent) {
        String digits = decimal.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String sign = decimal.signum() < 0 ? "-" : "";
        String power = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : String.valueOf(Math.abs(exponent));
        return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + power;
    }
}
