package io.homelabhub.sops.tree;

import java.util.ArrayList;
import java.util.List;

/** Makes another tree of a tree, leaf by leaf, in the order of the file. */
public interface LeafMapper {
    /**
     * What stands in place of {@code value}.
     *
     * @param path the keys that lead to it; positions in lists are no part of it
     */
    SopsNode value(SopsValue value, List<String> path);

    /**
     * What stands in place of {@code comment}.
     *
     * @param path the keys that lead to the map or list that it stands in
     * @param inList whether it is a list
     */
    SopsNode comment(SopsComment comment, List<String> path, boolean inList);

    /** A document with this done to each leaf. */
    default SopsMap map(SopsMap document) {
        return map(document, List.of());
    }

    private SopsMap map(SopsMap map, List<String> path) {
        List<SopsMember> members = new ArrayList<>();
        for (SopsMember member : map.members()) {
            SopsNode value = member.value() instanceof SopsComment comment
                    ? comment(comment, path, false)
                    : node(member.value(), path, member.key());
            members.add(member.withValue(value));
        }
        return new SopsMap(members);
    }

    private SopsNode node(SopsNode node, List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return node(node, List.copyOf(longer));
    }

    private SopsNode node(SopsNode node, List<String> path) {
        if (node instanceof SopsMap map) {
            return map(map, path);
        } else if (node instanceof SopsList list) {
            return new SopsList(
                    list.items().stream().map(item -> node(item, path)).toList());
        }
        return node instanceof SopsComment comment ? comment(comment, path, true) : value((SopsValue) node, path);
    }
}
