package io.homelabhub.compose.render;

import io.homelabhub.compose.tree.GoText;
import io.homelabhub.yaml.YamlScalars;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes YAML in the style of docker compose: blocks indented by two, texts without quotes where they stay texts. */
public final class YamlText {
    private final StringBuilder out = new StringBuilder(4096);

    private YamlText() {}

    /** The document, ending in a line end. */
    public static String of(Map<String, ? extends @Nullable Object> document) {
        YamlText text = new YamlText();
        if (document.isEmpty()) {
            return "{}\n";
        }
        text.entries(document, 0);
        return text.out.toString();
    }

    private void entries(Map<?, ?> map, int indent) {
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!first || out.length() == 0 || out.charAt(out.length() - 1) == '\n') {
                blanks(indent);
            }
            first = false;
            out.append(YamlScalars.key(String.valueOf(entry.getKey()))).append(':');
            value(entry.getValue(), indent);
        }
    }

    private void value(@Nullable Object value, int indent) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('\n');
            entries(map, indent + 2);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append('\n');
            items(list, indent + 2);
        } else {
            out.append(' ');
            scalar(value, indent);
        }
    }

    private void items(List<?> list, int indent) {
        for (Object item : list) {
            blanks(indent);
            out.append("- ");
            if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                entries(map, indent + 2);
            } else if (item instanceof List<?> inner && !inner.isEmpty()) {
                nested(inner, indent + 2);
            } else {
                scalar(item, indent);
            }
        }
    }

    /** The first item of a list in a list stands in the line of the outer dash. */
    private void nested(List<?> list, int indent) {
        int start = out.length();
        items(list, indent);
        out.delete(start, start + indent);
    }

    private void scalar(@Nullable Object value, int indent) {
        if (value instanceof Map) {
            out.append("{}");
        } else if (value instanceof List) {
            out.append("[]");
        } else if (value instanceof String text && YamlScalars.isBlock(text)) {
            block(text, indent + 2);
            return;
        } else {
            out.append(value instanceof String text ? YamlScalars.inline(text) : number(value));
        }
        out.append('\n');
    }

    private static String number(@Nullable Object value) {
        if (value instanceof Double number && !Double.isFinite(number)) {
            return number.isNaN() ? ".nan" : number > 0 ? ".inf" : "-.inf";
        }
        return value == null ? "null" : GoText.of(value);
    }

    private void block(String text, int indent) {
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        boolean more = body.endsWith("\n") || body.isEmpty();
        out.append('|');
        if (text.startsWith(" ") || text.startsWith("\n")) {
            out.append(2);
        }
        out.append(text.endsWith("\n") ? more ? "+" : "" : "-").append('\n');
        for (String line : body.split("\n", -1)) {
            if (!line.isEmpty()) {
                blanks(indent);
            }
            out.append(line).append('\n');
        }
    }

    private void blanks(int count) {
        out.append(" ".repeat(count));
    }
}
