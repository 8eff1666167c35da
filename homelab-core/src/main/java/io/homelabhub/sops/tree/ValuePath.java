package io.homelabhub.sops.tree;

import io.homelabhub.problem.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key as people write it: {@code database.password}, or a key with dots in its name as it is if the file has it so.
 *
 * @param text as written
 */
public record ValuePath(String text) {
    /** The keys one after the other. */
    private List<String> keys(SopsMap document) {
        return document.member(text).isPresent() ? List.of(text) : List.of(text.split("\\.", -1));
    }

    /** What it stands for in the first of {@code documents} that has it. */
    public Optional<SopsNode> in(List<SopsMap> documents) {
        return documents.stream().flatMap(document -> in(document).stream()).findFirst();
    }

    private Optional<SopsNode> in(SopsMap document) {
        Optional<SopsNode> node = Optional.of(document);
        for (String key : keys(document)) {
            node = node.filter(SopsMap.class::isInstance).flatMap(map -> ((SopsMap) map).get(key));
        }
        return node;
    }

    /** The key on the way that has a single value, so that nothing can be below it; empty if there is none. */
    public Optional<String> blockedBy(List<SopsMap> documents) {
        SopsMap map = documents.get(indexOf(documents).orElse(0));
        List<String> keys = keys(map);
        for (String key : keys.subList(0, keys.size() - 1)) {
            SopsNode below = map.get(key).orElse(SopsMap.EMPTY);
            if (!(below instanceof SopsMap deeper)) {
                return Optional.of(key);
            }
            map = deeper;
        }
        return Optional.empty();
    }

    /**
     * {@code documents} with {@code value} for this key: where it is, else in the first.
     *
     * @throws IllegalArgumentException if a key is {@link #blockedBy in the way}
     */
    public List<SopsMap> set(List<SopsMap> documents, SopsValue value) {
        List<SopsMap> changed = new ArrayList<>(documents);
        int at = indexOf(documents).orElse(0);
        changed.set(at, with(changed.get(at), keys(changed.get(at)), value));
        return changed;
    }

    private SopsMap with(SopsMap map, List<String> keys, SopsValue value) {
        String key = keys.get(0);
        SopsNode node = value;
        if (keys.size() > 1) {
            SopsNode below = map.get(key).orElse(SopsMap.EMPTY);
            if (!(below instanceof SopsMap deeper)) {
                throw new IllegalArgumentException("there is a value at " + key);
            }
            node = with(deeper, keys.subList(1, keys.size()), value);
        }
        SourceLocation place = map.member(key).map(SopsMember::location).orElse(value.location());
        return map.with(new SopsMember(key, node, place));
    }

    /** {@code documents} without this key; empty if none has it. */
    public Optional<List<SopsMap>> unset(List<SopsMap> documents) {
        return indexOf(documents).map(at -> {
            List<SopsMap> changed = new ArrayList<>(documents);
            changed.set(at, without(changed.get(at), keys(changed.get(at))));
            return changed;
        });
    }

    private static SopsMap without(SopsMap map, List<String> keys) {
        String key = keys.get(0);
        SopsMember member = map.member(key).orElseThrow();
        return keys.size() == 1
                ? map.without(key)
                : map.with(member.withValue(without((SopsMap) member.value(), keys.subList(1, keys.size()))));
    }

    private Optional<Integer> indexOf(List<SopsMap> documents) {
        return documents.stream()
                .filter(document -> in(document).isPresent())
                .findFirst()
                .map(documents::indexOf);
    }
}
