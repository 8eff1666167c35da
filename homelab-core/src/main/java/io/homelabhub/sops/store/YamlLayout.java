package io.homelabhub.sops.store;

import io.homelabhub.sops.tree.SopsComment;
import io.homelabhub.sops.tree.SopsList;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsType;
import io.homelabhub.sops.tree.SopsValue;
import io.homelabhub.yaml.YamlScalars;
import java.util.List;

/** YAML as sops lays it out, so that a file that two programs edit by turns changes only where it was edited. */
final class YamlLayout {
    private static final int INDENT = 4;
    private static final String MERGE = "<<";

    private final StringBuilder out = new StringBuilder(4096);

    private YamlLayout() {}

    static String of(List<SopsMap> documents) {
        YamlLayout layout = new YamlLayout();
        for (SopsMap document : documents) {
            layout.out.append(layout.out.isEmpty() ? "" : "---\n");
            layout.document(document);
        }
        return layout.out.toString();
    }

    private void document(SopsMap document) {
        if (hasNoKeys(document)) {
            comments(document, 0);
            out.append("{}\n");
        } else {
            members(document, 0);
        }
    }

    private void members(SopsMap map, int indent) {
        for (SopsMember member : map.members()) {
            startLine(indent);
            if (member.value() instanceof SopsComment comment) {
                comment(comment);
            } else {
                out.append(key(member.key())).append(':');
                value(member.value(), indent);
            }
        }
    }

    /** A map of which only comments are left has to be told from nothing. */
    private void comments(SopsMap map, int indent) {
        for (SopsMember member : map.members()) {
            startLine(indent);
            comment((SopsComment) member.value());
        }
    }

    private static boolean hasNoKeys(SopsMap map) {
        return map.members().stream().allMatch(SopsMember::isComment);
    }

    private static String key(String key) {
        if (key.equals(MERGE)) {
            return "!!merge <<";
        }
        return isWide(key) ? quoted(key) : YamlScalars.key(key);
    }

    private void comment(SopsComment comment) {
        out.append('#').append(comment.text()).append('\n');
    }

    /** Goes to {@code indent}, unless that is where the line has begun already. */
    private void startLine(int indent) {
        if (out.isEmpty() || out.charAt(out.length() - 1) == '\n') {
            out.append(" ".repeat(indent));
        }
    }

    /** What stands behind a key that is indented by {@code indent}: the next level begins at a multiple of four. */
    private void value(SopsNode node, int indent) {
        int deeper = INDENT * ((indent + INDENT) / INDENT);
        if (node instanceof SopsMap map && !hasNoKeys(map)) {
            out.append('\n');
            members(map, deeper);
        } else if (node instanceof SopsList list && !list.items().isEmpty()) {
            out.append('\n');
            items(list, deeper);
        } else {
            out.append(' ');
            scalar(node, deeper);
        }
    }

    private void items(SopsList list, int indent) {
        for (SopsNode item : list.items()) {
            startLine(indent);
            if (item instanceof SopsComment comment) {
                comment(comment);
            } else {
                out.append("- ");
                item(item, indent);
            }
        }
    }

    private void item(SopsNode item, int indent) {
        if (item instanceof SopsMap map && !hasNoKeys(map)) {
            members(map, indent + 2);
        } else if (item instanceof SopsList list && !list.items().isEmpty()) {
            items(list, indent + 2);
        } else {
            scalar(item, indent + 2);
        }
    }

    private void scalar(SopsNode node, int indent) {
        if (node instanceof SopsValue value) {
            leaf(value, indent);
        } else {
            out.append(node instanceof SopsMap ? "{}\n" : "[]\n");
        }
    }

    private void leaf(SopsValue value, int indent) {
        if (value.type() == SopsType.STR && isBlock(value.text())) {
            block(value.text(), indent);
            return;
        }
        out.append(
                switch (value.type()) {
                    case STR -> isWide(value.text()) ? quoted(value.text()) : YamlScalars.inline(value.text());
                    case BYTES -> "!!binary " + value.text();
                    case FLOAT -> number(value);
                    case INT, BOOL, TIME, NULL -> value.shown();
                });
        out.append('\n');
    }

    private static boolean isBlock(String text) {
        return YamlScalars.isBlock(text)
                && !isWide(text)
                && !text.startsWith(" ")
                && !text.startsWith("\n")
                && !text.startsWith("\t");
    }

    /** Whether it has letters beyond the first 65,536, which the writer of sops does not print. */
    private static boolean isWide(String text) {
        return text.chars().anyMatch(unit -> Character.isSurrogate((char) unit));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(letter -> quoted.append(escaped(letter)));
        return quoted.append('"').toString();
    }

    private static String escaped(int letter) {
        return switch (letter) {
            case '"', '\\' -> "\\" + (char) letter;
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                letter > 0xffff
                        ? "\\U%08X".formatted(letter)
                        : letter < ' ' || (letter > '~' && letter < 0xa1)
                                ? "\\u%04x".formatted(letter)
                                : Character.toString(letter);
        };
    }

    private static String number(SopsValue value) {
        return switch (value.text()) {
            case "NaN" -> ".nan";
            case "+Inf" -> ".inf";
            case "-Inf" -> "-.inf";
            default -> value.shown();
        };
    }

    private void block(String text, int indent) {
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        out.append('|')
                .append(!text.endsWith("\n") ? "-" : body.endsWith("\n") ? "+" : "")
                .append('\n');
        for (String line : body.split("\n", -1)) {
            out.append(line.isEmpty() ? "" : " ".repeat(indent)).append(line).append('\n');
        }
    }
}
