package io.homelabhub.cli.output;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers of bytes, as docker prints them. */
public final class SizeText {
    private static final String[] DECIMAL = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private SizeText() {}

    /** What lies on disks and goes over networks: {@code 736B}, {@code 1.99MB}. */
    public static String decimal(long bytes) {
        return text(bytes, 1000, DECIMAL, 3);
    }

    /** Memory: {@code 352KiB}, {@code 23.54GiB}. */
    public static String binary(long bytes) {
        return text(bytes, 1024, BINARY, 4);
    }

    private static String text(long bytes, int step, String[] units, int digits) {
        double size = bytes;
        int unit = 0;
        while (size >= step && unit < units.length - 1) {
            size /= step;
            unit++;
        }
        BigDecimal rounded = BigDecimal.valueOf(size).round(new MathContext(digits, RoundingMode.HALF_UP));
        boolean zero = rounded.signum() == 0;
        return (zero ? "0" : rounded.stripTrailingZeros().toPlainString()) + units[unit];
    }
}
