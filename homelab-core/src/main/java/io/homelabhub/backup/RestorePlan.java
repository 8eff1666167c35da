package io.homelabhub.backup;

import java.util.List;

/**
 * What a restore would do. Nothing has been done.
 *
 * @param project the Compose project
 * @param source what is restored, for people
 * @param databases those that are replaced, as {@code database lab of postgres}
 * @param volumes those whose content is replaced, by their engine's names
 * @param stopped the services that are stopped meanwhile, by their Compose names
 * @param notes what to know beforehand
 */
public record RestorePlan(
        String project,
        String source,
        List<String> databases,
        List<String> volumes,
        List<String> stopped,
        List<String> notes) {
    public RestorePlan {
        databases = List.copyOf(databases);
        volumes = List.copyOf(volumes);
        stopped = List.copyOf(stopped);
        notes = List.copyOf(notes);
    }
}
