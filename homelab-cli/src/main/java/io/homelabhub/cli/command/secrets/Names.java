package io.homelabhub.cli.command.secrets;

import io.homelabhub.sops.tree.SopsComment;
import io.homelabhub.sops.tree.SopsList;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsValue;
import java.util.ArrayList;
import java.util.List;

/** The names of values in documents, which are never encrypted. */
final class Names {
    /**
     * A value's name.
     *
     * @param path the keys that lead to it, with dots between them, and positions in lists
     * @param encrypted whether it is encrypted
     */
    record Name(String path, boolean encrypted) {}

    private static final String SEALED = "ENC[AES256_GCM,";

    private final List<Name> names = new ArrayList<>();

    private Names() {}

    static List<Name> of(List<SopsMap> documents) {
        Names names = new Names();
        documents.forEach(document -> names.add("", document));
        return names.names;
    }

    private void add(String path, SopsNode node) {
        if (node instanceof SopsMap map) {
            map.members().stream()
                    .filter(member -> !member.isComment())
                    .forEach(member -> add(path.isEmpty() ? member.key() : path + "." + member.key(), member.value()));
        } else if (node instanceof SopsList list) {
            List<SopsNode> items =
                    list.items().stream().filter(item -> !isComment(item)).toList();
            for (int i = 0; i < items.size(); i++) {
                add(path + "[" + i + "]", items.get(i));
            }
        } else if (node instanceof SopsValue value) {
            names.add(new Name(path, value.text().startsWith(SEALED)));
        }
    }

    private static boolean isComment(SopsNode item) {
        return item instanceof SopsComment
                || (item instanceof SopsValue value
                        && value.text().startsWith(SEALED)
                        && value.text().endsWith("type:comment]"));
    }
}
