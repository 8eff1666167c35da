package io.homelabhub.observed;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A volume as the engine listed it.
 *
 * @param name its name
 * @param labels all labels, sorted
 * @param settings the listing's other members: Driver, Options, Scope
 */
public record ObservedVolume(String name, Map<String, String> labels, ApiObject settings) {
    public ObservedVolume {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** Whether it was made for a Compose project. */
    public boolean isOf(String project) {
        return project.equals(labels.get(ComposeLabels.PROJECT));
    }

    /** Whether it was made from a description in Compose files, which tell it by a key. */
    public boolean isDescribed() {
        return labels.containsKey(ComposeLabels.VOLUME);
    }
}
