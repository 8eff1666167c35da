package io.homelabhub.planning;

import java.util.Map;
import java.util.TreeMap;

/** The labels that Homelab and Docker Compose write for themselves. */
final class OwnLabels {
    private OwnLabels() {}

    /** The labels that the owner wants, sorted. */
    static Map<String, String> without(Map<String, String> labels) {
        Map<String, String> owners = new TreeMap<>(labels);
        owners.keySet().removeIf(OwnLabels::isBookkeeping);
        return owners;
    }

    /** Whether a label says who made a container and from what, rather than what the owner wants of it. */
    private static boolean isBookkeeping(String key) {
        return key.startsWith("com.docker.compose.")
                || key.startsWith("desktop.docker.io/")
                || key.startsWith("io.homelabhub.");
    }
}
