package io.homelabhub.secret;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes known secret values out of text.
 *
 * <p>A value of eight characters or more is taken out wherever it stands; a shorter one only where no letter or digit
 * touches it, as {@code test} would otherwise be found in {@code latest}. The password in a URL is taken out whether it
 * is known or not. Immutable.
 */
public final class SecretMask {
    /** What stands in place of a secret. */
    public static final String MASK = "(secret)";

    /** Knows no values; takes passwords out of URLs only. */
    public static final SecretMask NONE = new SecretMask(List.of());

    private static final Pattern URL_PASSWORD = Pattern.compile("(?<=://)([^\\s/:@]*):([^\\s/@]+)@");
    private static final int LONG = 8;

    private final List<String> values;

    private SecretMask(List<String> values) {
        this.values = values;
    }

    /** A mask that knows {@code values}; blank ones are left out. */
    public static SecretMask of(Collection<String> values) {
        return new SecretMask(values.stream()
                .filter(value -> !value.isBlank())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList());
    }

    /** {@code text} with {@value #MASK} in place of every secret. */
    public String mask(String text) {
        String masked = text;
        for (String value : values) {
            if (masked.contains(value)) {
                masked = value.length() >= LONG ? masked.replace(value, MASK) : maskWord(masked, value);
            }
        }
        return masked.contains("://")
                ? URL_PASSWORD.matcher(masked).replaceAll("$1:" + Matcher.quoteReplacement(MASK) + "@")
                : masked;
    }

    /** {@code value} as it may be shown for the variable {@code name}. */
    public String maskValue(String name, String value) {
        return SensitiveNames.isSensitive(name) && !value.isEmpty() ? MASK : mask(value);
    }

    private static String maskWord(String text, String word) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])")
                .matcher(text)
                .replaceAll(Matcher.quoteReplacement(MASK));
    }

    /** How many values it knows; never the values. */
    @Override
    public String toString() {
        return "SecretMask[" + values.size() + " values]";
    }
}
