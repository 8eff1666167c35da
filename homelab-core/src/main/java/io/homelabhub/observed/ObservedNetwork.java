package io.homelabhub.observed;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A network as the engine listed it.
 *
 * @param id the full id
 * @param name its name; the engine allows two networks of one name
 * @param labels all labels, sorted
 * @param settings the listing's other members: Driver, Options, IPAM, Internal, Attachable, EnableIPv6, Scope
 */
public record ObservedNetwork(String id, String name, Map<String, String> labels, ApiObject settings) {
    public ObservedNetwork {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** The Compose project that it was made for; empty if it was made by hand. */
    public Optional<String> project() {
        return Optional.ofNullable(labels.get(ComposeLabels.PROJECT));
    }

    /** Whether it was made for a Compose project. */
    public boolean isOf(String project) {
        return project.equals(labels.get(ComposeLabels.PROJECT));
    }
}
