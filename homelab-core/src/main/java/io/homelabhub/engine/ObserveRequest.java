package io.homelabhub.engine;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an observation shall hold.
 *
 * @param project the Compose project whose containers are inspected, if any are
 * @param images the image references that are looked for; no call if there are none
 * @param inspect whether the project's containers and the images found are inspected too, at one call each
 */
public record ObserveRequest(String project, Set<String> images, boolean inspect) {
    public ObserveRequest {
        images = Collections.unmodifiableSet(new TreeSet<>(images));
    }

    /** What the engine lists of {@code project}, without a close look at its containers. */
    public static ObserveRequest listing(String project) {
        return new ObserveRequest(project, Set.of(), false);
    }
}
