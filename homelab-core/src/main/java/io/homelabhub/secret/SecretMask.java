package io.homelabhub.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes known secret values out of text.
 *
 * <p>A value of eight characters or more is taken out wherever it stands; a shorter one only where no letter or digit
 * touches it, as {@code test} would otherwise be found in {@code latest}. So are the other spellings of a value: in quotes,
 * in a URL, in base64, cut off with an ellipsis. The password in a URL and what is assigned to a name that speaks of a secret,
 * as in {@code --password=x}, is taken out whether it is known or not. Immutable.
 */
public final class SecretMask {
    /** What stands in place of a secret. */
    public static final String MASK = "(secret)";

    /** Knows no values; takes passwords out of URLs and assignments only. */
    public static final SecretMask NONE = new SecretMask(List.of());

    private static final String SHOWN = Matcher.quoteReplacement(MASK);
    private static final Pattern ASSIGNMENT =
            Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*)=([^\\s&;,\"'$(][^\\s&;,\"']*)");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{12,}={0,2}");
    private static final int LONG = 8;

    private final List<String> values;

    private SecretMask(List<String> values) {
        this.values = values;
    }

    /** A mask that knows {@code values}; blank ones are left out. */
    public static SecretMask of(Collection<String> values) {
        return ofSpellings(
                values.stream().filter(value -> !value.isBlank()).flatMap(value -> Spellings.of(value).stream()));
    }

    /** The longest first: one can be the beginning of another. */
    private static SecretMask ofSpellings(Stream<String> spellings) {
        return new SecretMask(spellings
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList());
    }

    /** A mask that knows what a container was made with. */
    public static SecretMask of(ContainerTexts container, Collection<SecretPlace> places) {
        return of(Stream.of(
                        container.environment().stream().flatMap(SecretMask::secrets),
                        container.labels().stream().flatMap(SecretMask::secretsOfLabel),
                        container.commands().stream().flatMap(SecretWords::in),
                        container.commands().stream().flatMap(List::stream).flatMap(UrlPasswords::in),
                        places.stream().flatMap(place -> place.in(container.texts(place.setting()))))
                .flatMap(values -> values)
                .distinct()
                .toList());
    }

    /** A mask that knows what any of these know. */
    public static SecretMask of(Stream<SecretMask> masks) {
        return ofSpellings(masks.flatMap(mask -> mask.values.stream()));
    }

    /** Of {@code proxy.auth.token} the last word counts: what is said of {@code auth} is a setting as a rule. */
    private static Stream<String> secretsOfLabel(String label) {
        int equals = label.indexOf('=');
        return secrets(label.substring(label.lastIndexOf('.', equals) + 1));
    }

    private static Stream<String> secrets(String variable) {
        String[] parts = variable.split("=", 2);
        String value = parts[parts.length - 1];
        return SensitiveNames.isSensitive(parts[0])
                ? Stream.concat(Stream.of(value), UrlPasswords.in(value))
                : UrlPasswords.in(value);
    }

    /** A mask that knows what either of two knows. */
    public SecretMask and(SecretMask other) {
        return ofSpellings(Stream.concat(values.stream(), other.values.stream()));
    }

    /** A mask that knows the values of those of {@code variables} whose names speak of a secret. */
    public static SecretMask ofVariables(Map<String, String> variables) {
        return of(variables.entrySet().stream()
                .filter(variable -> SensitiveNames.isSensitive(variable.getKey()))
                .map(Map.Entry::getValue)
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
        masked = masked.indexOf('…') < 0 ? masked : withoutBeginnings(masked);
        masked = values.isEmpty() ? masked : BASE64.matcher(masked).replaceAll(this::unlessItHoldsASecret);
        masked = UrlPasswords.mask(masked);
        return masked.indexOf('=') < 0 ? masked : ASSIGNMENT.matcher(masked).replaceAll(SecretMask::unlessSensitive);
    }

    /** {@code value} as it may be shown for the variable {@code name}. */
    public String maskValue(String name, String value) {
        return SensitiveNames.isSensitive(name) && !value.isEmpty() ? MASK : mask(value);
    }

    private static String maskWord(String text, String word) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])")
                .matcher(text)
                .replaceAll(SHOWN);
    }

    /** What stands before an ellipsis may be the beginning of a value that was cut off. */
    private String withoutBeginnings(String text) {
        String masked = text;
        for (int end = masked.lastIndexOf('…'); end >= 0; end = masked.lastIndexOf('…', end - 1)) {
            String before = masked.substring(0, end);
            int cut = values.stream()
                    .mapToInt(value -> commonLength(before, value))
                    .max()
                    .orElse(0);
            masked = cut < LONG ? masked : masked.substring(0, end - cut) + MASK + masked.substring(end);
        }
        return masked;
    }

    /** How much of the beginning of {@code value} {@code text} ends with. */
    private static int commonLength(String text, String value) {
        for (int length = Math.min(text.length(), value.length() - 1); length >= LONG; length--) {
            if (text.regionMatches(text.length() - length, value, 0, length)) {
                return length;
            }
        }
        return 0;
    }

    /** As in {@code Authorization: Basic …}, where a name stands before the password. */
    private String unlessItHoldsASecret(MatchResult token) {
        String text = token.group();
        String decoded = decoded(text);
        boolean secret = values.stream().anyMatch(value -> value.length() >= LONG && decoded.contains(value));
        return secret ? SHOWN : Matcher.quoteReplacement(text);
    }

    private static String decoded(String token) {
        try {
            String standard = token.replace('-', '+').replace('_', '/');
            return new String(Base64.getDecoder().decode(standard), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static String unlessSensitive(MatchResult assignment) {
        return SensitiveNames.isSensitive(assignment.group(1))
                ? Matcher.quoteReplacement(assignment.group(1) + "=" + MASK)
                : Matcher.quoteReplacement(assignment.group());
    }

    /** Whether it knows values; never which. */
    @Override
    public String toString() {
        return "SecretMask[" + values.size() + " spellings]";
    }
}
