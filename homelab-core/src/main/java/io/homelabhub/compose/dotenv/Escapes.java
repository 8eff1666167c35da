package io.homelabhub.compose.dotenv;

/** Backslash sequences in double quotes. */
final class Escapes {
    private Escapes() {}

    static String expand(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length());
        int at = 0;
        while (at < value.length()) {
            char c = value.charAt(at);
            if (c == '\\' && at + 1 < value.length()) {
                at = sequence(value, at, out);
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    /** Appends what the sequence at {@code at} stands for; gives the place behind it. */
    private static int sequence(String value, int at, StringBuilder out) {
        char kind = value.charAt(at + 1);
        if (kind == '0') {
            return octal(value, at, out);
        }
        switch (kind) {
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'v' -> out.append('\u000b');
            case '"', '\\' -> out.append(kind);
            case '$' -> out.append("$$"); // a dollar sign once variables are filled in
            default -> out.append('\\').append(kind);
        }
        return at + 2;
    }

    /** {@code \0} and three octal digits are a character; with fewer digits only the zero goes. */
    private static int octal(String value, int at, StringBuilder out) {
        int end = at + 2;
        while (end < value.length() && end < at + 5 && isDigit(value.charAt(end))) {
            end++;
        }
        String digits = value.substring(at + 2, end);
        boolean character =
                digits.length() == 3 && digits.charAt(0) <= '3' && digits.indexOf('8') < 0 && digits.indexOf('9') < 0;
        if (character) {
            out.append((char) Integer.parseInt(digits, 8));
        } else {
            out.append('\\').append(digits);
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
