package io.homelabhub.resource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object in the Engine API's own form, with its member names: {@code HostConfig.Memory} and so on.
 *
 * <p>The API's container settings have some hundred members, which pass through this library unread; a tree keeps them
 * comparable and complete without a second description of the API. Values are {@code String}, {@code Long}, {@code
 * Double}, {@code Boolean}, {@code ApiObject}, unmodifiable lists of these, or null.
 */
public final class ApiObject {
    /** The object without members. */
    public static final ApiObject EMPTY = new ApiObject(Map.of());

    private final Map<String, @Nullable Object> members;

    private ApiObject(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /**
     * A deep copy of {@code members}, in the same order. Nested maps become objects; integers become {@code Long}, other
     * numbers {@code Double}.
     *
     * @throws IllegalArgumentException for a value that JSON does not have
     */
    public static ApiObject of(Map<String, ? extends @Nullable Object> members) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        members.forEach((name, value) -> copy.put(name, frozen(value)));
        return new ApiObject(Collections.unmodifiableMap(copy));
    }

    private static @Nullable Object frozen(@Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof ApiObject) {
            return value;
        }
        if (value instanceof Number number) {
            boolean whole = number instanceof Long || number instanceof Integer || number instanceof Short;
            return whole ? (Object) number.longValue() : (Object) number.doubleValue();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, nested) -> copy.put(String.valueOf(name), frozen(nested)));
            return new ApiObject(Collections.unmodifiableMap(copy));
        }
        if (value instanceof Iterable<?> items) {
            List<@Nullable Object> copy = new ArrayList<>();
            items.forEach(item -> copy.add(frozen(item)));
            return Collections.unmodifiableList(copy);
        }
        throw new IllegalArgumentException(
                "not a JSON value: " + value.getClass().getName());
    }

    /** The members in order; nested objects are {@code ApiObject}. */
    public Map<String, @Nullable Object> members() {
        return members;
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** The value of {@code name}; null if it is absent or null. */
    public @Nullable Object get(String name) {
        return members.get(name);
    }

    /** The object {@code name}; the empty one if it is absent, null or of another type. */
    public ApiObject object(String name) {
        return members.get(name) instanceof ApiObject object ? object : EMPTY;
    }

    /** The string {@code name}; empty if it is absent, null or of another type. */
    public Optional<String> string(String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The whole number {@code name}; 0 if it is absent, null or of another type, as the API itself has it. */
    public long number(String name) {
        return members.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /** Whether {@code name} is there and true. */
    public boolean isTrue(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    /** The members as texts, sorted by name: what the API has as options or labels. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        members.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return Collections.unmodifiableMap(texts);
    }

    /** The strings in the list {@code name}; empty if it is absent, null or of another type. */
    public List<String> strings(String name) {
        return list(name).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** The objects in the list {@code name}; empty if it is absent, null or of another type. */
    public List<ApiObject> objects(String name) {
        return list(name).stream()
                .filter(ApiObject.class::isInstance)
                .map(ApiObject.class::cast)
                .toList();
    }

    private List<?> list(String name) {
        return members.get(name) instanceof List<?> list ? list : List.of();
    }

    /** A copy with {@code name} set to {@code value}; a new member comes last. */
    public ApiObject with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(members);
        copy.put(name, frozen(value));
        return new ApiObject(Collections.unmodifiableMap(copy));
    }

    /** A copy without {@code name}. */
    public ApiObject without(String name) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(members);
        copy.remove(name);
        return new ApiObject(Collections.unmodifiableMap(copy));
    }

    /** Equal if the members are equal, in whatever order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ApiObject object && members.equals(object.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    /** The member names alone: values can be secret. */
    @Override
    public String toString() {
        return "ApiObject" + members.keySet();
    }
}
