package io.homelabhub.compose.tree;

import io.homelabhub.problem.SourceLocation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A map from names to nodes, in the order in which keys were first seen. */
public final class MapNode extends Node {
    private final Map<String, Entry> entries;

    /** A value, and where its key stands. */
    private record Entry(SourceLocation place, Node node) {}

    public MapNode(SourceLocation location) {
        this(location, 8);
    }

    public MapNode(SourceLocation location, int size) {
        super(location);
        entries = new LinkedHashMap<>(size * 4 / 3 + 1);
    }

    /** The node of {@code key}, or null if there is none. */
    public @Nullable Node get(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.node();
    }

    /** The map behind {@code key}, or null if something else or nothing stands there. */
    public @Nullable MapNode map(String key) {
        return get(key) instanceof MapNode map ? map : null;
    }

    /** The list behind {@code key}, or null if something else or nothing stands there. */
    public @Nullable ListNode list(String key) {
        return get(key) instanceof ListNode list ? list : null;
    }

    /** The string behind {@code key}, or null if something else or nothing stands there. */
    public @Nullable String text(String key) {
        return get(key) instanceof ScalarNode scalar && scalar.value() instanceof String text ? text : null;
    }

    /** Whether {@code key} is there, even without a value. */
    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Sets {@code key}; its place is that of the node unless it is known from before. */
    public void put(String key, Node value) {
        Entry before = entries.get(key);
        put(key, before == null ? value.location() : before.place(), value);
    }

    /** Sets {@code key}, which stands at {@code place}. */
    public void put(String key, SourceLocation place, Node value) {
        entries.put(key, new Entry(place, value));
    }

    /** Removes {@code key}; gives what stood there. */
    public @Nullable Node remove(String key) {
        Entry entry = entries.remove(key);
        return entry == null ? null : entry.node();
    }

    /** Where {@code key} stands; where the map stands if there is no such key. */
    public SourceLocation placeOf(String key) {
        Entry entry = entries.get(key);
        return entry == null ? location() : entry.place();
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

    /** Replaces each value; null removes it. The change may not add keys or remove others. */
    public void replaceAll(BiFunction<String, Node, @Nullable Node> change) {
        Iterator<Map.Entry<String, Entry>> all = entries.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Entry> one = all.next();
            Entry before = one.getValue();
            Node after = change.apply(one.getKey(), before.node());
            if (after == null) {
                all.remove();
            } else if (after != before.node()) {
                one.setValue(new Entry(before.place(), after));
            }
        }
    }

    @Override
    public MapNode copy() {
        MapNode copy = new MapNode(location(), entries.size());
        entries.forEach(
                (key, entry) -> copy.put(key, entry.place(), entry.node().copy()));
        return copy;
    }

    @Override
    public String describe() {
        return "a map";
    }

    @Override
    public Map<String, @Nullable Object> plain() {
        Map<String, @Nullable Object> plain = new TreeMap<>();
        entries.forEach((key, entry) -> plain.put(key, entry.node().plain()));
        return plain;
    }
}
