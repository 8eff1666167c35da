package io.homelabhub.spelling;

import java.util.Locale;
import java.util.regex.Pattern;

/** The address of a network card, as {@code 02:42:ac:11:00:02}. */
public final class MacAddress {
    private static final Pattern PAIRS = Pattern.compile("[0-9a-f]{2}([:-])[0-9a-f]{2}(?:\\1[0-9a-f]{2}){4}");
    private static final Pattern FOURS = Pattern.compile("[0-9a-f]{4}(?:\\.[0-9a-f]{4}){2}");

    private MacAddress() {}

    /** The one spelling of an address, in small letters with colons; anything else as it is. */
    public static String canonical(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return isAddress(text) ? small.replaceAll("[^0-9a-f]", "").replaceAll("(..)(?!$)", "$1:") : text;
    }

    /** Whether {@code text} is an address, however it is spelled. */
    public static boolean isAddress(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return PAIRS.matcher(small).matches() || FOURS.matcher(small).matches();
    }
}
