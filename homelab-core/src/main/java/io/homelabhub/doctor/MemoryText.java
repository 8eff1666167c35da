package io.homelabhub.doctor;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how people write an amount of memory: {@code ~1.5GB}, {@code 500 MB}, {@code 2GiB}. */
final class MemoryText {
    private static final Pattern AMOUNT = Pattern.compile("[^0-9]*([0-9]{1,6}(?:\\.[0-9]{1,3})?)\\s*([KMGT])i?B?.*");
    private static final Map<String, Long> UNITS = Map.of("K", 1L << 10, "M", 1L << 20, "G", 1L << 30, "T", 1L << 40);

    private MemoryText() {}

    /** In bytes; 0 for what is no amount. */
    static long bytes(String text) {
        Matcher amount = AMOUNT.matcher(text.toUpperCase(Locale.ROOT).replace("IB", "B"));
        return amount.matches()
                ? (long) (Double.parseDouble(amount.group(1)) * UNITS.getOrDefault(amount.group(2), 0L))
                : 0;
    }
}
