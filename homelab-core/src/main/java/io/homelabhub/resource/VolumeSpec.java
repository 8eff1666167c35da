package io.homelabhub.resource;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A named volume to create.
 *
 * @param name the engine's name for it
 * @param labels all labels, Compose's own included; sorted
 * @param settings the other members of {@code POST /volumes/create}: Driver, DriverOpts
 */
public record VolumeSpec(String name, Map<String, String> labels, ApiObject settings) {
    public VolumeSpec {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
