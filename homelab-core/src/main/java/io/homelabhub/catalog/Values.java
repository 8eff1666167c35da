package io.homelabhub.catalog;

import io.homelabhub.yaml.YamlNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a map of the catalog holds, by field. A field that could not be read is as absent as one that is not there. */
final class Values {
    private final String path;
    private final Map<String, Optional<?>> values = new HashMap<>();

    Values(String path) {
        this.path = path;
    }

    /** Where the map stands: {@code services.postgres}. */
    String path() {
        return path;
    }

    @SuppressWarnings("unchecked") // read() is the only one that puts, and it puts what the field's shape gives
    <T> Optional<T> get(Field<T> field) {
        return (Optional<T>) values.getOrDefault(field.name(), Optional.empty());
    }

    <T> void read(Field<T> field, YamlNode node, String fieldPath, Findings findings) {
        values.put(field.name(), field.shape().read(node, fieldPath, findings));
    }

    /** These values but for that of the field {@code name}. */
    Values without(String name) {
        Values rest = new Values(path);
        rest.values.putAll(values);
        rest.values.remove(name);
        return rest;
    }

    /** Whether the field is there, readable or not. */
    boolean tried(Field<?> field) {
        return values.containsKey(field.name());
    }
}
