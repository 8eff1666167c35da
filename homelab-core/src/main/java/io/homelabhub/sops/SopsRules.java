package io.homelabhub.sops;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which values of a file are encrypted: a suffix or a regular expression is tried on each key that leads to a value.
 *
 * @param kind what a key that fits means
 * @param word the suffix or the expression
 * @param macOnlyEncrypted whether values that stay clear are left out of what authenticates the file
 */
public record SopsRules(Kind kind, String word, boolean macOnlyEncrypted) {
    /** Everything is encrypted but what stands below a key that ends with {@code _unencrypted}. */
    public static final SopsRules USUAL = new SopsRules(Kind.UNENCRYPTED_SUFFIX, "_unencrypted", false);

    /** The kinds of rules, called as in files. */
    public enum Kind {
        UNENCRYPTED_SUFFIX,
        ENCRYPTED_SUFFIX,
        UNENCRYPTED_REGEX,
        ENCRYPTED_REGEX;

        /** {@code encrypted_regex}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isRegex() {
            return this == UNENCRYPTED_REGEX || this == ENCRYPTED_REGEX;
        }

        boolean encrypts() {
            return this == ENCRYPTED_SUFFIX || this == ENCRYPTED_REGEX;
        }
    }

    /**
     * @throws IllegalArgumentException if {@code word} is empty, or an expression that sops cannot read, so that it would encrypt
     *     nothing
     */
    public SopsRules {
        if (word.isEmpty()) {
            throw new IllegalArgumentException("the rule " + kind.key() + " is empty");
        } else if (kind.isRegex() && GoRegex.compile(word).isEmpty()) {
            throw new IllegalArgumentException("sops cannot read the expression of " + kind.key()
                    + ", and would leave values clear without a word");
        }
    }

    /** This rule, asked about many paths. */
    Asked asked() {
        return new Asked(kind, word, kind.isRegex() ? GoRegex.compile(word) : Optional.empty());
    }

    /** A rule that is ready to be asked. */
    record Asked(Kind kind, String word, Optional<Pattern> pattern) {
        /** Whether what the keys {@code path} lead to is encrypted. */
        boolean encrypts(List<String> path) {
            return path.stream().anyMatch(this::fits) == kind.encrypts();
        }

        private boolean fits(String key) {
            return pattern.map(regex -> regex.matcher(key).find()).orElseGet(() -> key.endsWith(word));
        }
    }
}
