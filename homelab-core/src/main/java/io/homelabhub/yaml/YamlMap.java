package io.homelabhub.yaml;

import io.homelabhub.problem.SourceLocation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mapping, merge keys expanded.
 *
 * @param location where it begins
 * @param tag the explicit tag, or empty
 * @param entries the entries by the text of their keys, in the order of the file; those of merge keys last
 */
public record YamlMap(SourceLocation location, String tag, Map<String, Entry> entries) implements YamlNode {
    /**
     * A key with its value.
     *
     * @param key the key; not always a string: see {@link YamlScalar#isString()}
     * @param value what stands behind it
     */
    public record Entry(YamlScalar key, YamlNode value) {}

    /** The value of {@code key}, or null if the key is not there. */
    public @Nullable YamlNode get(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    @Override
    public String describe() {
        return "a map";
    }
}
