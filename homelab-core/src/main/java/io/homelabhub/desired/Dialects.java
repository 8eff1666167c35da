package io.homelabhub.desired;

import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ResourceId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What stands in labels of the same thing in each dialect of Docker Compose.
 *
 * @param chosen the dialect that the files ask for; it counts for a project that has none yet
 * @param labels those that differ, by the service, network or volume that carries them
 */
public record Dialects(
        Optional<ComposeDialect> chosen, Map<ResourceId, Map<ComposeDialect, Map<String, String>>> labels) {
    /** Nothing differs. */
    public static final Dialects NONE = new Dialects(Optional.empty(), Map.of());

    public Dialects {
        labels = Map.copyOf(labels);
    }

    /** These labels with those of {@code resource} in {@code dialect} in place of those of any other. */
    Map<String, String> in(ComposeDialect dialect, ResourceId resource, Map<String, String> labels) {
        Map<ComposeDialect, Map<String, String>> known = this.labels.getOrDefault(resource, Map.of());
        Map<String, String> spoken = new TreeMap<>(labels);
        known.values().forEach(each -> spoken.keySet().removeAll(each.keySet()));
        spoken.putAll(known.getOrDefault(dialect, Map.of()));
        return spoken;
    }

    /** The hashes of {@code resource} in all dialects; one can still be late. */
    public Set<String> hashes(ResourceId resource) {
        return labels.getOrDefault(resource, Map.of()).values().stream()
                .flatMap(each -> Optional.ofNullable(each.get(ComposeLabels.CONFIG_HASH)).stream())
                .collect(Collectors.toSet());
    }
}
