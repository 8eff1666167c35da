package io.homelabhub.sops.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A map, in the order of its file.
 *
 * @param members keys with values, and comments
 */
public record SopsMap(List<SopsMember> members) implements SopsNode {
    /** Without any key. */
    public static final SopsMap EMPTY = new SopsMap(List.of());

    public SopsMap {
        members = List.copyOf(members);
    }

    /** The member called {@code key}; the first, should there be several. */
    public Optional<SopsMember> member(String key) {
        return members.stream()
                .filter(member -> !member.isComment() && member.key().equals(key))
                .findFirst();
    }

    /** What {@code key} stands for. */
    public Optional<SopsNode> get(String key) {
        return member(key).map(SopsMember::value);
    }

    /** This map with {@code member} in place of the one with its key, or at the end if there is none. */
    public SopsMap with(SopsMember member) {
        List<SopsMember> changed = new ArrayList<>(members);
        Optional<SopsMember> old = member(member.key());
        if (old.isPresent()) {
            changed.set(changed.indexOf(old.get()), member);
        } else {
            changed.add(member);
        }
        return new SopsMap(changed);
    }

    /** This map without {@code key}. */
    public SopsMap without(String key) {
        return new SopsMap(members.stream()
                .filter(member -> member.isComment() || !member.key().equals(key))
                .toList());
    }
}
