package io.homelabhub.variables;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the value of a variable can be. */
public enum VariableType {
    /** Any text. */
    STRING("a text") {
        @Override
        public boolean fits(String value) {
            return true;
        }
    },
    /** A whole number, of at most 18 digits. */
    INTEGER("a whole number") {
        @Override
        public boolean fits(String value) {
            return WHOLE.matcher(value).matches();
        }
    },
    /** A port, 1 to 65535. */
    PORT("a port from 1 to 65535") {
        @Override
        public boolean fits(String value) {
            return value.matches("[0-9]{1,5}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= MOST_PORT;
        }
    },
    /** True or false, in one of the words that programs know. */
    BOOLEAN("true or false") {
        @Override
        public boolean fits(String value) {
            return TRUTHS.contains(value.toLowerCase(Locale.ROOT));
        }
    },
    /** An absolute URL whose host can be told: a password with {@code @}, {@code /} or {@code #} in it has to be encoded. */
    URL("a URL, as https://host/path; @ : / ? # % within a password are written %40 %3A %2F %3F %23 %25") {
        @Override
        public boolean fits(String value) {
            return UrlForm.isUrl(value);
        }
    },
    /** An address for mail. */
    EMAIL("an e-mail address") {
        @Override
        public boolean fits(String value) {
            int at = value.lastIndexOf('@');
            return at > 0 && MAILBOX.matcher(value.substring(0, at)).matches() && DOMAIN.fits(value.substring(at + 1));
        }
    },
    /** The name of a host or a domain, with {@code *.} before it at most. */
    DOMAIN("a domain or host name, as home.example.net") {
        @Override
        public boolean fits(String value) {
            String name = value.startsWith("*.") ? value.substring(2) : value;
            return name.length() <= LONGEST_NAME && NAME.matcher(name).matches();
        }
    },
    /** One of the words that the definition lists. */
    ENUM("one of a few words") {
        @Override
        public boolean fits(String value) {
            return true; // the definition knows the words
        }
    },
    /** A time span, as {@code 90s} or {@code 1h30m}. */
    DURATION("a duration, as 90s or 1h30m") {
        @Override
        public boolean fits(String value) {
            return SPAN.matcher(value).matches();
        }
    },
    /** A path of a file or folder. Nobody expands {@code ~} in it. */
    PATH("a path; nothing expands ~ in it") {
        @Override
        public boolean fits(String value) {
            return !value.startsWith("~")
                    && value.equals(value.strip())
                    && value.lines().count() == 1;
        }
    };

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
    private static final Pattern MAILBOX = Pattern.compile("[^\\s@<>\"]+");
    private static final Pattern NAME = Pattern.compile(
            "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?");
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9}(\\.[0-9]{1,9})?(ns|us|µs|ms|s|m|h|d|w))+");
    private static final Set<String> TRUTHS = Set.of("true", "false", "yes", "no", "on", "off", "1", "0");
    private static final int MOST_PORT = 65535;
    private static final int LONGEST_NAME = 253;

    private final String words;

    VariableType(String words) {
        this.words = words;
    }

    /** What is expected, for people. */
    public String words() {
        return words;
    }

    /** Whether {@code value}, which is not empty, does. */
    public abstract boolean fits(String value);

    /** What is expected instead, if {@code value}, which is not empty, is something else. */
    Optional<String> refusal(String value) {
        return fits(value) ? Optional.empty() : Optional.of(words);
    }
}
