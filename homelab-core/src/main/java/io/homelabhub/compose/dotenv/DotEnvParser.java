package io.homelabhub.compose.dotenv;

import io.homelabhub.compose.interpolate.Template;
import io.homelabhub.compose.interpolate.TemplateException;
import io.homelabhub.compose.interpolate.UnsetVariable;
import io.homelabhub.compose.interpolate.Variables;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One reading of a {@code .env} file, with the odd corners that Compose has: a last line {@code KEY} without an end of
 * line gives the empty key the value {@code KEY}, and what follows a closing quote is read as another entry.
 */
final class DotEnvParser {
    private final String text;
    private final Map<String, String> values;
    private final Variables variables;
    private final Consumer<UnsetVariable> unset;
    private final EntryListener listener;
    private int at;
    private int line = 1;

    DotEnvParser(
            String text,
            Map<String, String> values,
            Variables variables,
            Consumer<UnsetVariable> unset,
            EntryListener listener) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.values = values;
        this.variables = name -> {
            String value = variables.get(name);
            return value != null ? value : values.get(name);
        };
        this.unset = unset;
        this.listener = listener;
    }

    void parse() throws EnvFileException {
        while (toStatement()) {
            entry();
        }
    }

    /** Moves to the next thing that is neither blank nor comment. */
    private boolean toStatement() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (isAnySpace(c)) {
                line += c == '\n' ? 1 : 0;
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private void entry() throws EnvFileException {
        skipExport();
        if (at == text.length()) {
            throw new EnvFileException(line, "export without a name", "write NAME=value");
        }
        int start = at;
        int end = nameEnd();
        boolean named = end < text.length();
        String key = named ? trimEnd(text.substring(start, end)) : "";
        boolean inherited = named && text.charAt(end) == '\n';
        int begins = line;
        at = named ? end + 1 : start;
        line += inherited && text.substring(start, end).indexOf(' ') < 0 ? 1 : 0;
        skipBlanks();
        if (key.indexOf(' ') >= 0) {
            throw new EnvFileException(line, "the name of a variable contains a space", "write NAME=value");
        }
        if (inherited) {
            inherit(key, begins);
        } else {
            String value = value(key);
            values.put(key, value);
            listener.read(key, value, begins);
        }
    }

    private void inherit(String key, int begins) {
        String value = variables.get(key);
        if (value != null) {
            values.put(key, value);
            listener.read(key, value, begins);
        }
    }

    private void skipExport() {
        int behind = at + "export".length();
        if (text.startsWith("export", at) && behind < text.length() && "\t\n\f\r ".indexOf(text.charAt(behind)) >= 0) {
            at = behind;
            skipBlanks();
        }
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    /** Where the name ends: at an equals sign, a colon or the end of the line; the end of the text if at none. */
    private int nameEnd() throws EnvFileException {
        int i = at;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (c == '=' || c == ':' || c == '\n') {
                return i;
            } else if (!isBlank(c) && !isNameCharacter(c)) {
                throw new EnvFileException(
                        line,
                        "unexpected character \"%s\" in the name of a variable".formatted(Character.toString(c)),
                        "write NAME=value");
            }
            i += Character.charCount(c);
        }
        return i;
    }

    private static boolean isNameCharacter(int c) {
        if ("_.-[]".indexOf(c) >= 0 || Character.isLetter(c)) {
            return true;
        }
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private String value(String key) throws EnvFileException {
        char quote = at < text.length() ? text.charAt(at) : 0;
        return quote == '"' || quote == '\'' ? quoted(key, quote) : unquoted(key);
    }

    private String unquoted(String key) throws EnvFileException {
        int end = text.indexOf('\n', at);
        String value = end < 0 ? text.substring(at) : text.substring(at, end);
        int comment = value.indexOf(" #");
        int startLine = line;
        at = end < 0 ? text.length() : end + 1;
        line++;
        return fill(key, trimEnd(comment < 0 ? value : value.substring(0, comment)), startLine);
    }

    private String quoted(String key, char quote) throws EnvFileException {
        StringBuilder value = new StringBuilder();
        boolean escaped = false;
        int startLine = line;
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            line += c == '\n' ? 1 : 0;
            if (c == quote && !escaped) {
                at = i + 1;
                return quote == '"' ? fill(key, Escapes.expand(value.toString()), startLine) : value.toString();
            } else if (c == '\\' && !escaped) {
                escaped = true;
                continue;
            } else if (escaped && c != quote) {
                value.append('\\');
            }
            escaped = false;
            value.append(c);
        }
        throw new EnvFileException(startLine, "the quoted value is not closed", "add the closing " + quote);
    }

    private String fill(String key, String value, int startLine) throws EnvFileException {
        try {
            return Template.substitute(value, variables, name -> unset.accept(new UnsetVariable(key, value, name)));
        } catch (TemplateException e) {
            throw new EnvFileException(startLine, String.valueOf(e.getMessage()), e.suggestion());
        }
    }

    private static String trimEnd(String value) {
        int end = value.length();
        while (end > 0 && isAnySpace(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(0, end);
    }

    /** White space other than the end of a line. */
    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == 0x0b || c == 0x85 || c == 0xa0;
    }

    /** White space. */
    static boolean isAnySpace(int c) {
        return c == '\n' || isBlank(c) || (c > 0xff && Character.isSpaceChar(c));
    }
}
