package io.homelabhub.compose.dotenv;

import java.util.regex.Pattern;

/**
 * Writes assignments that {@link EnvFile#read} reads back as they were, and docker compose and a POSIX shell do, too: bare where no
 * reader sees more in a value than its characters, else in single quotes, and in double quotes with escapes only where those do not do.
 */
public final class EnvText {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_./:@%+,=-]*");

    private EnvText() {}

    /** Whether {@code name} can be the name of a variable in a file. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * {@code NAME=value}, without a line end behind it; a value of several lines takes several.
     *
     * @throws IllegalArgumentException for a name that is none, or a value with the character NUL, which no variable can hold
     */
    public static String assignment(String name, String value) {
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' is no name of a variable");
        } else if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the value of " + name + " holds the character NUL");
        }
        return name + "=" + quoted(value);
    }

    private static String quoted(String value) {
        if (BARE.matcher(value).matches()) {
            return value;
        }
        boolean literal = value.chars().noneMatch(c -> c == '\'' || c == '\\' || (c < ' ' && c != '\n' && c != '\t'));
        return literal ? "'" + value + "'" : "\"" + escaped(value) + "\"";
    }

    private static String escaped(String value) {
        StringBuilder text = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\', '$' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ' || c == 0x7f) {
                        text.append("\\0").append("%03o".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        return text.toString();
    }
}
