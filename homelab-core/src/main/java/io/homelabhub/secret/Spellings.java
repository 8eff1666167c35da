package io.homelabhub.secret;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The ways in which programs write a secret: as it is, in quotes, in a URL, in base64, line by line. */
final class Spellings {
    private static final int LONG = 8;

    private Spellings() {}

    static Set<String> of(String secret) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(secret);
        spellings.add(secret.strip());
        spellings.add(secret.replace("$", "$$"));
        spellings.add(secret.replace("'", "''"));
        spellings.add(quoted(secret));
        inUrls(secret, spellings);
        if (secret.length() >= LONG) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            spellings.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
            spellings.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            secret.lines().filter(line -> line.strip().length() >= LONG).forEach(line -> spellings.add(line.strip()));
        }
        spellings.removeIf(String::isBlank);
        return spellings;
    }

    /** As in a string of JSON or YAML. */
    private static String quoted(String secret) {
        return secret.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }

    private static void inUrls(String secret, Set<String> spellings) {
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        for (String one : List.of(encoded, encoded.replace("+", "%20"), encoded.replace("%2F", "/"))) {
            spellings.add(one);
            spellings.add(lowerCased(one));
        }
        try {
            spellings.add(URLDecoder.decode(secret.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            // it holds a percent sign that stands for itself
        }
    }

    /** With {@code %2f} in place of {@code %2F}. */
    private static String lowerCased(String encoded) {
        StringBuilder text = new StringBuilder(encoded);
        for (int at = text.indexOf("%"); at >= 0 && at + 3 <= text.length(); at = text.indexOf("%", at + 3)) {
            text.replace(at, at + 3, text.substring(at, at + 3).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }
}
