package io.homelabhub.yaml;

/** How a text is written in YAML so that it is read as that same text, by readers of version 1.1 too. */
public final class YamlScalars {
    private static final String OLD_BOOLEANS = " y Y yes Yes YES on On ON n N no No NO off Off OFF ";
    private static final String LEADING = "#,[]{}&*!|>'\"%@`";

    private YamlScalars() {}

    /** Whether a text is written as a block of lines. */
    public static boolean isBlock(String text) {
        if (text.indexOf('\n') < 0 || text.endsWith(" ") || text.isBlank()) {
            return false;
        }
        return !text.contains(" \n") && text.chars().allMatch(c -> c == '\n' || c == '\t' || isPrintable((char) c));
    }

    /** {@code text} as a key: on one line, and in quotes where it is long. */
    public static String key(String text) {
        return text.length() > 120 || text.indexOf('\n') >= 0 ? doubleQuoted(text) : inline(text);
    }

    /** One line: bare, in single quotes or in double quotes, whichever is the first to do. */
    public static String inline(String text) {
        if (text.isEmpty() || isOtherType(text)) {
            return doubleQuoted(text);
        } else if (isBare(text)) {
            return text;
        }
        boolean plain = text.chars().allMatch(c -> isPrintable((char) c));
        return plain ? "'" + text.replace("'", "''") + "'" : doubleQuoted(text);
    }

    /** Whether it would be read as a number, a flag, a date or nothing if it had no quotes. */
    private static boolean isOtherType(String text) {
        return OLD_BOOLEANS.contains(" " + text + " ") || isBase60(text) || !YamlScalar.isPlainString(text);
    }

    /** Numbers with colons, which YAML 1.1 reads in base 60. */
    private static boolean isBase60(String text) {
        return text.indexOf(':') > 0
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || ":._+-".indexOf(c) >= 0)
                && text.matches("[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");
    }

    private static boolean isBare(String text) {
        char first = text.charAt(0);
        boolean indicator = LEADING.indexOf(first) >= 0
                || ("?:-".indexOf(first) >= 0 && (text.length() == 1 || text.charAt(1) == ' '))
                || text.startsWith("---")
                || text.startsWith("...");
        boolean edges = first == ' ' || text.endsWith(" ") || text.endsWith(":");
        return !indicator
                && !edges
                && !text.contains(": ")
                && !text.contains(" #")
                && text.chars().allMatch(c -> isPrintable((char) c));
    }

    private static boolean isPrintable(char c) {
        return (c >= ' ' && c < 0x7f) || (c > 0xa0 && c != '\u2028' && c != '\u2029' && c != '\ufeff' && c < 0xfffe);
    }

    private static String doubleQuoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (isPrintable(c)) {
                        quoted.append(c);
                    } else {
                        quoted.append("\\u%04x".formatted((int) c));
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
