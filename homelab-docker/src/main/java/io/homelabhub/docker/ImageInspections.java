package io.homelabhub.docker;

import io.homelabhub.resource.ApiObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was read of images, for as long as the engine lists them in the same words: an image's content never changes, and its names,
 * its digests and how much of it is there are in its row. Thread-safe.
 */
final class ImageInspections {
    private final Map<ApiObject, ApiObject> byRow = new ConcurrentHashMap<>();

    /** By id, those of {@code rows} that need not be read again. The others are forgotten. */
    Map<String, ApiObject> known(Collection<ApiObject> rows) {
        byRow.keySet().retainAll(Set.copyOf(rows));
        Map<String, ApiObject> known = new HashMap<>();
        rows.forEach(row -> Optional.ofNullable(byRow.get(row)).ifPresent(image -> known.put(id(row), image)));
        return known;
    }

    /** @param byId what was read */
    void keep(Collection<ApiObject> rows, Map<String, ApiObject> byId) {
        rows.forEach(row -> Optional.ofNullable(byId.get(id(row))).ifPresent(image -> byRow.put(row, image)));
    }

    private static String id(ApiObject row) {
        return ImageRows.withAlgorithm(row.string("Id").orElse(""));
    }
}
