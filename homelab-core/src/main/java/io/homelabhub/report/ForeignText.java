package io.homelabhub.report;

/**
 * Makes text harmless that others have written, as a container's log: whoever prints it to a terminal must not have its cursor moved, its
 * title set or its screen cleared by it.
 */
public final class ForeignText {
    private static final char ESCAPE = '\u001b';
    private static final String PLAIN = ESCAPE + "[0m";

    private final String text;
    private final boolean keepsColors;
    private final StringBuilder clean;
    private boolean colored;
    private int at;

    private ForeignText(String text, boolean keepsColors) {
        this.text = text;
        this.keepsColors = keepsColors;
        this.clean = new StringBuilder(text.length());
    }

    /**
     * {@code text} without its control sequences and control characters (ECMA-48). Tabs stay; what overwrites a line, as a progress bar
     * does, stands behind a blank.
     *
     * @param keepsColors whether colours and the like (SGR) stay; they are then ended at the end of the text
     */
    public static String clean(String text, boolean keepsColors) {
        return isHarmless(text) ? text : new ForeignText(text, keepsColors).clean();
    }

    private static boolean isHarmless(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isControl(char c) {
        return (c < ' ' && c != '\t') || (c >= 0x7f && c <= 0x9f);
    }

    private String clean() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == ESCAPE) {
                escape();
            } else if (c >= 0x80 && c <= 0x9f) {
                sequence(c);
            } else if (c == '\r' || c == '\n') {
                clean.append(' ');
            } else if (!isControl(c)) {
                clean.append(c);
            }
        }
        return colored ? clean.append(PLAIN).toString() : clean.toString();
    }

    private void escape() {
        if (at == text.length()) {
            return;
        }
        char c = text.charAt(at);
        if (c >= '@' && c <= '_') {
            at++;
            sequence((char) (c + 0x40)); // each has a control character of its own
            return;
        }
        while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) <= '/') {
            at++;
        }
        if (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '~') {
            at++;
        }
    }

    /** What follows one of the control characters that begin something. */
    private void sequence(char control) {
        switch (control) {
            case '\u009b' -> controlSequence();
            case '\u0090', '\u0098', '\u009d', '\u009e', '\u009f' -> string();
            default -> {} // stands for itself
        }
    }

    private void controlSequence() {
        int begin = at;
        while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) <= '?') {
            at++;
        }
        if (at == text.length() || text.charAt(at) < '@' || text.charAt(at) > '~') {
            return;
        }
        String parameters = text.substring(begin, at);
        boolean colors = text.charAt(at++) == 'm' && parameters.chars().allMatch(c -> c >= '0' && c <= ';');
        if (colors && keepsColors) {
            clean.append(ESCAPE).append('[').append(parameters).append('m');
            colored = true;
        }
    }

    /** A title, a link, a command for the terminal: up to its end, or the end of the line. */
    private void string() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            boolean ends = c == '\u0007' || c == '\u009c';
            if (c == ESCAPE && at < text.length() && text.charAt(at) == '\\') {
                at++;
                ends = true;
            }
            if (ends) {
                return;
            }
        }
    }
}
