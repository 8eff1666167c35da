package io.homelabhub.compose.load;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command as a shell does: quotes and backslashes, no variables, no globs. The split stops at the first
 * {@code ; & | < >} outside quotes; the rest is dropped, as Compose does.
 */
public final class ShellWords {
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;
    private boolean escaped;
    private boolean doubleQuoted;
    private boolean singleQuoted;
    private boolean backQuoted;
    private boolean substituted;

    private ShellWords() {}

    /**
     * The words of {@code line}.
     *
     * @throws IllegalArgumentException if a quote or a parenthesis is not closed, or one begins where it may not
     */
    public static List<String> split(String line) {
        ShellWords split = new ShellWords();
        split.read(line);
        return split.words;
    }

    private void read(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (endsAt(line.charAt(i))) {
                break;
            }
        }
        endWord();
        if (escaped) {
            throw new IllegalArgumentException("it ends with a backslash");
        } else if (quoted() || backQuoted || substituted) {
            throw new IllegalArgumentException("a quote or a parenthesis is not closed");
        }
    }

    private boolean quoted() {
        return singleQuoted || doubleQuoted;
    }

    private boolean endsAt(char c) {
        if (escaped) {
            escaped = false;
            add(c);
        } else if (c == '\\') {
            if (singleQuoted) {
                word.append(c);
            } else {
                escaped = true;
            }
        } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            blank(c);
        } else {
            return special(c);
        }
        return false;
    }

    private void blank(char c) {
        if (quoted() || backQuoted || substituted) {
            word.append(c);
        } else {
            endWord();
        }
    }

    private void endWord() {
        if (begun) {
            words.add(word.toString());
            word.setLength(0);
            begun = false;
        }
    }

    private void add(char c) {
        begun = true;
        word.append(c);
    }

    private boolean special(char c) {
        switch (c) {
            case '"' -> {
                if (!singleQuoted && !substituted) {
                    begun |= doubleQuoted;
                    doubleQuoted = !doubleQuoted;
                    return false;
                }
            }
            case '\'' -> {
                if (!doubleQuoted && !substituted) {
                    begun |= singleQuoted;
                    singleQuoted = !singleQuoted;
                    return false;
                }
            }
            case '`' -> backQuoted ^= !quoted() && !substituted;
            case ')' -> substituted ^= !quoted() && !backQuoted;
            case '(' -> {
                if (!quoted() && !backQuoted) {
                    open();
                    return false;
                }
            }
            case ';', '&', '|', '<', '>' -> {
                if (!quoted() && !backQuoted && !substituted) {
                    begun &= !(c == '>' && word.length() > 0 && Character.digit(word.charAt(0), 10) >= 0);
                    return true;
                }
            }
            default -> {}
        }
        add(c);
        return false;
    }

    private void open() {
        if (substituted || word.length() == 0 || word.charAt(word.length() - 1) != '$') {
            throw new IllegalArgumentException("there is a parenthesis outside quotes");
        }
        substituted = true;
        word.append('(');
    }
}
