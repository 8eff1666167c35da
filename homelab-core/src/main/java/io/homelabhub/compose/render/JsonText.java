package io.homelabhub.compose.render;

import io.homelabhub.compose.tree.GoText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as Go does, byte for byte: hashes are made of it. {@code <}, {@code >} and {@code &} are escaped, other
 * characters beyond ASCII are not; keys stand in the order of the map.
 */
public final class JsonText {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(1024);
    private final boolean indented;

    private JsonText(boolean indented) {
        this.indented = indented;
    }

    /** Without any white space. */
    public static String compact(@Nullable Object value) {
        JsonText text = new JsonText(false);
        text.value(value, 0);
        return text.out.toString();
    }

    /** Indented by two blanks, without a line end at the end. */
    public static String indented(@Nullable Object value) {
        JsonText text = new JsonText(true);
        text.value(value, 0);
        return text.out.toString();
    }

    private void value(@Nullable Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            map(map, depth);
        } else if (value instanceof List<?> list) {
            list(list, depth);
        } else if (value instanceof String text) {
            string(text);
        } else if (value instanceof Double || value instanceof Float) {
            out.append(GoText.json((Number) value));
        } else {
            out.append(value);
        }
    }

    private void map(Map<?, ?> map, int depth) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            next(first, depth + 1);
            first = false;
            string(String.valueOf(entry.getKey()));
            out.append(indented ? ": " : ":");
            value(entry.getValue(), depth + 1);
        }
        end(first, depth, '}');
    }

    private void list(List<?> list, int depth) {
        out.append('[');
        boolean first = true;
        for (Object item : list) {
            next(first, depth + 1);
            first = false;
            value(item, depth + 1);
        }
        end(first, depth, ']');
    }

    private void next(boolean first, int depth) {
        if (!first) {
            out.append(',');
        }
        if (indented) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private void end(boolean empty, int depth, char bracket) {
        if (indented && !empty) {
            out.append('\n').append("  ".repeat(depth));
        }
        out.append(bracket);
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '<', '>', '&', '\u2028', '\u2029' -> escape(c);
            default -> {
                if (c < ' ') {
                    escape(c);
                } else {
                    out.append(c);
                }
            }
        }
    }

    private void escape(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt((c >> shift) & 0xf));
        }
    }
}
