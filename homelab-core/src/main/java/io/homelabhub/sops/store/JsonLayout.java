package io.homelabhub.sops.store;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.homelabhub.sops.tree.FloatText;
import io.homelabhub.sops.tree.SopsComment;
import io.homelabhub.sops.tree.SopsList;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsType;
import io.homelabhub.sops.tree.SopsValue;
import java.util.List;

/** JSON as sops lays it out: indented with tabs. */
final class JsonLayout {
    private final StringBuilder out = new StringBuilder(4096);

    private JsonLayout() {}

    static String of(SopsMap document) {
        JsonLayout layout = new JsonLayout();
        layout.object(document, 0);
        return layout.out.append('\n').toString();
    }

    private void object(SopsMap map, int depth) {
        List<SopsMember> members =
                map.members().stream().filter(member -> !member.isComment()).toList();
        out.append('{');
        for (int i = 0; i < members.size(); i++) {
            line(i, depth + 1);
            string(members.get(i).key());
            out.append(": ");
            node(members.get(i).value(), depth + 1);
        }
        end(members.isEmpty(), depth, '}');
    }

    private void array(SopsList list, int depth) {
        List<SopsNode> items = list.items().stream()
                .filter(item -> !(item instanceof SopsComment))
                .toList();
        out.append('[');
        for (int i = 0; i < items.size(); i++) {
            line(i, depth + 1);
            node(items.get(i), depth + 1);
        }
        end(items.isEmpty(), depth, ']');
    }

    private void line(int index, int depth) {
        out.append(index == 0 ? "\n" : ",\n").append("\t".repeat(depth));
    }

    private void end(boolean empty, int depth, char bracket) {
        out.append(empty ? "" : "\n" + "\t".repeat(depth)).append(bracket);
    }

    private void node(SopsNode node, int depth) {
        if (node instanceof SopsMap map) {
            object(map, depth);
        } else if (node instanceof SopsList list) {
            array(list, depth);
        } else {
            value((SopsValue) node);
        }
    }

    private void value(SopsValue value) {
        boolean wordless = value.type() == SopsType.FLOAT
                && !Character.isDigit(value.text().charAt(value.text().length() - 1));
        if (value.type() == SopsType.BYTES || wordless) {
            throw SopsFormat.refused(value.location(), "", "JSON cannot hold this value", "");
        }
        switch (value.type()) {
            case STR, TIME -> string(value.text());
            case FLOAT -> out.append(FloatText.json(FloatText.parse(value.text())));
            default -> out.append(value.shown());
        }
    }

    private void string(String text) {
        out.append('"')
                .append(JsonStringEncoder.getInstance().quoteAsString(text))
                .append('"');
    }
}
