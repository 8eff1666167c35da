package io.homelabhub.compose.tree;

import io.homelabhub.problem.SourceLocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A map from names to nodes, in the order in which keys were first seen. */
public final class MapNode extends Node {
    private final Map<String, Node> entries;
    private final Map<String, SourceLocation> keys;

    public MapNode(SourceLocation location) {
        this(location, 8);
    }

    public MapNode(SourceLocation location, int size) {
        super(location);
        entries = new LinkedHashMap<>(size * 2);
        keys = new LinkedHashMap<>(size * 2);
    }

    /** The node of {@code key}, or null if there is none. */
    public @Nullable Node get(String key) {
        return entries.get(key);
    }

    /** The map behind {@code key}, or null if something else or nothing stands there. */
    public @Nullable MapNode map(String key) {
        return entries.get(key) instanceof MapNode map ? map : null;
    }

    /** The list behind {@code key}, or null if something else or nothing stands there. */
    public @Nullable ListNode list(String key) {
        return entries.get(key) instanceof ListNode list ? list : null;
    }

    /** The string behind {@code key}, or null if something else or nothing stands there. */
    public @Nullable String text(String key) {
        return entries.get(key) instanceof ScalarNode scalar && scalar.value() instanceof String text ? text : null;
    }

    /** Whether {@code key} is there, even without a value. */
    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Sets {@code key}; its place is that of the node unless it is known from before. */
    public void put(String key, Node value) {
        entries.put(key, value);
        keys.putIfAbsent(key, value.location());
    }

    /** Sets {@code key}, which stands at {@code place}. */
    public void put(String key, SourceLocation place, Node value) {
        entries.put(key, value);
        keys.put(key, place);
    }

    /** Removes {@code key}; gives what stood there. */
    public @Nullable Node remove(String key) {
        keys.remove(key);
        return entries.remove(key);
    }

    /** Where {@code key} stands; where the map stands if there is no such key. */
    public SourceLocation placeOf(String key) {
        return keys.getOrDefault(key, location());
    }

    /** The keys, to read; copy before changing the map. */
    public Set<String> keys() {
        return entries.keySet();
    }

    /** The keys as they are now. */
    public List<String> keysNow() {
        return new ArrayList<>(entries.keySet());
    }

    /** How many keys there are. */
    public int size() {
        return entries.size();
    }

    /** Whether there is no key. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Replaces each value; null removes it. */
    public void replaceAll(BiFunction<String, Node, @Nullable Node> change) {
        for (String key : keysNow()) {
            Node before = entries.get(key);
            Node after = before == null ? null : change.apply(key, before);
            if (after == null) {
                remove(key);
            } else if (after != before) {
                entries.put(key, after);
            }
        }
    }

    @Override
    public MapNode copy() {
        MapNode copy = new MapNode(location(), entries.size());
        entries.forEach((key, value) -> copy.put(key, placeOf(key), value.copy()));
        return copy;
    }

    @Override
    public String describe() {
        return "a map";
    }

    @Override
    public Map<String, @Nullable Object> plain() {
        Map<String, @Nullable Object> plain = new TreeMap<>();
        entries.forEach((key, value) -> plain.put(key, value.plain()));
        return plain;
    }
}
