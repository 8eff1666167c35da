package io.homelabhub.engine;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What an engine holds on its disk, in bytes.
 *
 * @param images by id, as {@code sha256:…}
 * @param containers what each has written beside its image and its volumes, by id
 * @param volumes by name; none for those whose size the engine does not tell, as of a driver that is not its own
 * @param buildCache of all builds together; empty if the engine does not tell
 */
public record DiskUsage(
        Map<String, ImageSize> images,
        Map<String, Long> containers,
        Map<String, Long> volumes,
        OptionalLong buildCache) {
    public DiskUsage {
        images = Collections.unmodifiableMap(new TreeMap<>(images));
        containers = Collections.unmodifiableMap(new TreeMap<>(containers));
        volumes = Collections.unmodifiableMap(new TreeMap<>(volumes));
    }

    /**
     * The size of an image.
     *
     * @param total all its layers
     * @param shared how much of that other images have as well
     */
    public record ImageSize(long total, long shared) {}
}
