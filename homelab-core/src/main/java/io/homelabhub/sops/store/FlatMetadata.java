package io.homelabhub.sops.store;

import io.homelabhub.problem.SourceLocation;
import io.homelabhub.sops.tree.SopsList;
import io.homelabhub.sops.tree.SopsMap;
import io.homelabhub.sops.tree.SopsMember;
import io.homelabhub.sops.tree.SopsNode;
import io.homelabhub.sops.tree.SopsValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Metadata where there are no maps and lists: {@code age__list_0__map_recipient} is that of the first key of age. */
final class FlatMetadata {
    private static final Pattern LIST = Pattern.compile("(.+?)__list_([0-9]{1,4})__map_(.+)");

    private FlatMetadata() {}

    /** The names with their values, sorted. */
    static Map<String, String> flat(SopsMap metadata) {
        Map<String, String> flat = new TreeMap<>();
        metadata.members().forEach(member -> put(flat, member.key(), member.value()));
        return flat;
    }

    private static void put(Map<String, String> flat, String name, SopsNode node) {
        if (node instanceof SopsMap map) {
            map.members().forEach(member -> put(flat, name + "__map_" + member.key(), member.value()));
        } else if (node instanceof SopsList list) {
            for (int i = 0; i < list.items().size(); i++) {
                put(flat, name + "__list_" + i, list.items().get(i));
            }
        } else if (node instanceof SopsValue value) {
            flat.put(name, value.shown());
        }
    }

    /** The metadata of {@code members}, whose names are flat. */
    static SopsMap nested(List<SopsMember> members) {
        List<SopsMember> nested = new ArrayList<>();
        Map<String, TreeMap<Integer, SopsMap>> lists = new LinkedHashMap<>();
        for (SopsMember member : members) {
            Matcher name = LIST.matcher(member.key());
            if (name.matches()) {
                lists.computeIfAbsent(name.group(1), list -> new TreeMap<>())
                        .merge(
                                Integer.valueOf(name.group(2)),
                                SopsMap.EMPTY.with(renamed(member, name.group(3))),
                                (row, one) -> row.with(one.members().get(0)));
            } else {
                nested.add(member);
            }
        }
        lists.forEach((name, rows) -> nested.add(new SopsMember(
                name,
                new SopsList(List.copyOf(rows.values())),
                place(rows.firstEntry().getValue()))));
        return new SopsMap(nested);
    }

    private static SourceLocation place(SopsMap row) {
        return row.members().get(0).location();
    }

    private static SopsMember renamed(SopsMember member, String name) {
        return new SopsMember(name, member.value(), member.location());
    }
}
