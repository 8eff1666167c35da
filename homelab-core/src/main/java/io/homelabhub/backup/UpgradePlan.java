package io.homelabhub.backup;

import java.util.List;
import java.util.Optional;

/**
 * What an upgrade of a database would do. Nothing has been done.
 *
 * @param project the Compose project
 * @param service the Compose service of the database
 * @param from the image that it has
 * @param to the image that it gets
 * @param volume the volume of its data, by its engine's name: its content is replaced, and stays as it was in another
 * @param stopped the services that are stopped meanwhile, by their Compose names, without the database itself
 * @param edited where the files name the image, if they are changed: {@code file:line:column}
 */
public record UpgradePlan(
        String project,
        String service,
        String from,
        String to,
        String volume,
        List<String> stopped,
        Optional<String> edited) {
    public UpgradePlan {
        stopped = List.copyOf(stopped);
    }
}
