package io.homelabhub.generation.values;

import io.homelabhub.problem.SourceLocation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map.
 *
 * @param entries what it holds, in the order of the file; what a layer adds comes last
 * @param origin where it begins, in its topmost layer
 */
public record ConfigMap(Map<String, ConfigNode> entries, SourceLocation origin) implements ConfigNode {
    public ConfigMap {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** Without any entry. */
    public static ConfigMap empty(SourceLocation origin) {
        return new ConfigMap(Map.of(), origin);
    }

    /** What {@code key} stands for; null if it is not there. */
    public @Nullable ConfigNode get(String key) {
        return entries.get(key);
    }

    /** This map with {@code layer} over it: maps are laid over each other key by key, anything else takes the place of what was there. */
    public ConfigMap under(ConfigMap layer) {
        Map<String, ConfigNode> merged = new LinkedHashMap<>(entries);
        layer.entries.forEach((key, value) -> merged.merge(key, value, ConfigMap::over));
        return new ConfigMap(merged, layer.origin);
    }

    private static ConfigNode over(ConfigNode below, ConfigNode above) {
        return below instanceof ConfigMap map && above instanceof ConfigMap layer ? map.under(layer) : above;
    }

    @Override
    public String describe() {
        return "a map";
    }
}
