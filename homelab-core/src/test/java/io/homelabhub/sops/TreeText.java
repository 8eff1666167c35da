package io.homelabhub.sops;

import io.homelabhub.sops.tree.SopsComment;
import io.homelabhub.sops.tree.SopsList;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsType;
import io.homelabhub.sops.tree.SopsValue;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Documents as text, to be compared: every value with its type and without its place. Whole numbers and others are one type, as
 * {@code 1.0} is written {@code 1}.
 */
final class TreeText {
    private TreeText() {}

    static String of(List<SopsMap> documents) {
        return documents.stream().map(document -> text(document, "\n")).collect(Collectors.joining("\n---\n"));
    }

    /** The same without comments. */
    static String withoutComments(List<SopsMap> documents) {
        return of(documents).replaceAll("(?m)^ *#.*\n?", "").strip();
    }

    private static String text(SopsNode node, String line) {
        if (node instanceof SopsMap map) {
            return "{"
                    + map.members().stream()
                            .map(member -> member.value() instanceof SopsComment comment
                                    ? line + "#" + comment.text()
                                    : line + "<" + member.key() + "> " + text(member.value(), line + "  "))
                            .collect(Collectors.joining())
                    + "}";
        } else if (node instanceof SopsList list) {
            return "["
                    + list.items().stream()
                            .map(item -> line + text(item, line + "  "))
                            .collect(Collectors.joining()) + "]";
        }
        return node instanceof SopsComment comment ? "#" + comment.text() : value((SopsValue) node);
    }

    private static String value(SopsValue value) {
        boolean number = value.type() == SopsType.INT || value.type() == SopsType.FLOAT;
        return number
                ? "number " + (value.text().equals("-0") ? "0" : value.text())
                : value.type() + " " + value.text().replace("\n", "\\n");
    }
}
