package io.homelabhub.secret;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds passwords in URLs, and takes them out. */
final class UrlPasswords {
    /** A password may hold any character but a blank or a quote: it ends at the last at sign before the next URL. */
    private static final Pattern URL =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^\\s/:@\"']*):((?:(?!://)[^\\s\"'])+)@");

    /** In {@code http://host:8080/@user} there is a port and no password. */
    private static final Pattern PORT_AND_PATH = Pattern.compile("[0-9]{1,5}/.*");

    private UrlPasswords() {}

    /** The passwords in {@code text}; none that is the name of its user over again, as everybody knows that. */
    static Stream<String> in(String text) {
        return text.contains("://")
                ? URL.matcher(text)
                        .results()
                        .filter(url -> !isPort(url))
                        .filter(url -> !url.group(3).equals(url.group(2)))
                        .map(url -> url.group(3))
                : Stream.of();
    }

    /** {@code text} with {@value SecretMask#MASK} in place of each. */
    static String mask(String text) {
        return text.contains("://") ? URL.matcher(text).replaceAll(UrlPasswords::masked) : text;
    }

    private static String masked(MatchResult url) {
        return Matcher.quoteReplacement(
                isPort(url) ? url.group() : url.group(1) + "://" + url.group(2) + ":" + SecretMask.MASK + "@");
    }

    private static boolean isPort(MatchResult url) {
        return url.group(1).startsWith("http")
                && PORT_AND_PATH.matcher(url.group(3)).matches();
    }
}
