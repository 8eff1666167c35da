package io.homelabhub.compose.tree;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A canonical map, read by type. What is not there or has another type reads as empty.
 *
 * @param map the map
 */
public record View(Map<String, @Nullable Object> map) {
    /** A view of nothing. */
    public static final View EMPTY = new View(Collections.emptyMap());

    /** A view of {@code value} if it is a map, else of nothing. */
    @SuppressWarnings("unchecked") // canonical maps have keys that are strings
    public static View of(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? new View((Map<String, @Nullable Object>) map) : EMPTY;
    }

    /** Whether {@code key} has a value. */
    public boolean has(String key) {
        return map.get(key) != null;
    }

    /** Whether nothing is there. */
    public boolean isEmpty() {
        return map.isEmpty();
    }

    /** The keys. */
    public Set<String> keys() {
        return map.keySet();
    }

    /** The map behind {@code key}. */
    public View view(String key) {
        return of(map.get(key));
    }

    /** The map behind {@code key}, or null if there is none. */
    public @Nullable View viewOrNull(String key) {
        return map.get(key) instanceof Map ? of(map.get(key)) : null;
    }

    /** The text behind {@code key}, or an empty one. */
    public String text(String key) {
        Object value = map.get(key);
        return value == null ? "" : value.toString();
    }

    /** The whole number behind {@code key}, also one written as a string, or 0. */
    public long whole(String key) {
        Object value = map.get(key);
        if (value instanceof String text) {
            return new BigInteger(text).longValue();
        }
        return value instanceof Number number ? number.longValue() : 0;
    }

    /** The number behind {@code key}, or 0. */
    public float number(String key) {
        return map.get(key) instanceof Number number ? number.floatValue() : 0;
    }

    /** Whether {@code key} is true. */
    public boolean flag(String key) {
        return Boolean.TRUE.equals(map.get(key));
    }

    /** The list behind {@code key}. */
    public List<?> list(String key) {
        return map.get(key) instanceof List<?> list ? list : List.of();
    }

    /** The list of strings behind {@code key}. */
    public List<String> texts(String key) {
        return list(key).stream().map(String::valueOf).toList();
    }

    /** The list of maps behind {@code key}. */
    public List<View> views(String key) {
        return list(key).stream().map(View::of).toList();
    }

    /** The map of strings behind {@code key}, sorted; entries without a value are left out. */
    public Map<String, String> textMap(String key) {
        return Collections.unmodifiableMap(strings(view(key)));
    }

    private static Map<String, String> strings(View view) {
        Map<String, String> texts = new LinkedHashMap<>();
        view.map().forEach((name, value) -> {
            if (value != null) {
                texts.put(name, value.toString());
            }
        });
        return texts;
    }

    /** The entries that have a value. */
    public Map<String, Object> present() {
        Map<String, Object> present = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (value != null) {
                present.put(name, value);
            }
        });
        return Collections.unmodifiableMap(present);
    }
}
