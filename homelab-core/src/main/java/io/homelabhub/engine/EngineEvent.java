package io.homelabhub.engine;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that happened to a container, in the engine's own words.
 *
 * @param at when, by the engine's clock
 * @param action as {@code start}, {@code die}, {@code health_status: healthy} or {@code exec_create: sh -c …}; what was executed may
 *     hold secrets
 * @param containerId the full id
 * @param container its name then
 * @param attributes what else the engine tells, labels included, as {@code exitCode} and {@code image}; sorted
 */
public record EngineEvent(
        Instant at, String action, String containerId, String container, Map<String, String> attributes) {
    public EngineEvent {
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** Action and name; attributes can hold secrets. */
    @Override
    public String toString() {
        return "EngineEvent[" + action.replaceFirst(":.*", "") + " " + container + "]";
    }
}
