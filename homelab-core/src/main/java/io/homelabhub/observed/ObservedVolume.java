package io.homelabhub.observed;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A volume as the engine listed it.
 *
 * @param name its name
 * @param labels all labels, sorted
 * @param settings the listing's other members: Driver, Options, Scope, CreatedAt
 */
public record ObservedVolume(String name, Map<String, String> labels, ApiObject settings) {
    public ObservedVolume {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** When it was made; empty if the engine does not tell. */
    public Optional<Instant> created() {
        try {
            return settings.string("CreatedAt").map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
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
