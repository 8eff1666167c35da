package io.homelabhub.secret;

import java.util.Locale;
import java.util.Set;

/** Tells by its name whether a variable holds a secret. */
public final class SensitiveNames {
    private static final Set<String> WORDS = Set.of(
            "PASSWORD",
            "PASSWD",
            "PASS",
            "PASSPHRASE",
            "PWD",
            "SECRET",
            "SECRETS",
            "TOKEN",
            "TOKENS",
            "KEY",
            "KEYS",
            "APIKEY",
            "CREDENTIAL",
            "CREDENTIALS",
            "CRED",
            "CREDS",
            "AUTH",
            "SALT",
            "PIN",
            "DSN",
            "CLAIM",
            "WEBHOOK",
            "COOKIE",
            "SEED",
            "MNEMONIC",
            "JWT",
            "HTPASSWD",
            "REQUIREPASS",
            "MASTERAUTH");

    private static final Set<String> HARMLESS_ENDINGS = Set.of("FILE", "PATH", "DIR", "HOST", "PORT", "USER", "TYPE");

    private SensitiveNames() {}

    /**
     * Whether {@code name} has a word in it that speaks of a secret, as {@code POSTGRES_PASSWORD} or {@code apiKey}.
     * A name that ends in a word for a place, as {@code POSTGRES_PASSWORD_FILE}, has not; nor has {@code PWD} alone.
     */
    public static boolean isSensitive(String name) {
        String[] words = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toUpperCase(Locale.ROOT)
                .split("[^A-Z0-9]+");
        if (name.equals("PWD") || words.length == 0 || HARMLESS_ENDINGS.contains(words[words.length - 1])) {
            return false;
        }
        for (String word : words) {
            if (WORDS.contains(word) || word.endsWith("PASSWORD") || word.endsWith("SECRET")) {
                return true;
            }
        }
        return false;
    }
}
