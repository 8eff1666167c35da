package io.homelabhub.resource;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A network to create.
 *
 * @param name the engine's name for it
 * @param labels all labels, Compose's own included; sorted
 * @param settings the other members of {@code POST /networks/create}: Driver, Options, IPAM, Internal, Attachable,
 *     EnableIPv6 …
 */
public record NetworkSpec(String name, Map<String, String> labels, ApiObject settings) {
    public NetworkSpec {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
