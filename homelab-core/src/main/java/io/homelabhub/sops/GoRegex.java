package io.homelabhub.sops;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions of Go, as rules are written in. sops takes one that Go cannot read for one that fits nothing, and leaves a whole
 * file clear; here it is refused. So is what Java would read otherwise than Go.
 */
final class GoRegex {
    /** What Go does not have, or reads otherwise: look-around, back references, possessive repetition, operations on classes. */
    private static final Pattern FOREIGN = Pattern.compile(
            "\\(\\?(?:[=!>]|<[=!])|\\\\[1-9kGRXhHvVNZ]|(?:[*+?]|\\{[0-9]+(?:,[0-9]*)?})\\+|&&|\\(\\?[a-zA-Z]*[xdu]");

    private static final Pattern POSIX_CLASS =
            Pattern.compile("\\[:(alpha|digit|alnum|upper|lower|space|punct|xdigit):]");

    private GoRegex() {}

    /** {@code text} as Java has it; empty if Go cannot read it, or not so. */
    static Optional<Pattern> compile(String text) {
        if (FOREIGN.matcher(text).find()) {
            return Optional.empty();
        }
        String java = POSIX_CLASS
                .matcher(text.replace("(?P<", "(?<"))
                .replaceAll(match -> "\\\\p{" + className(match.group(1)) + "}");
        try {
            return Optional.of(Pattern.compile(java));
        } catch (PatternSyntaxException notReadable) {
            return Optional.empty();
        }
    }

    private static String className(String posix) {
        return posix.equals("xdigit") ? "XDigit" : Character.toUpperCase(posix.charAt(0)) + posix.substring(1);
    }
}
