package io.homelabhub.docker;

import io.homelabhub.resource.ApiObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The images that containers are made from, each looked at once: what was looked at for a plan is known when it is carried out. A
 * name may come to stand for another image meanwhile; the first container that is made from that one tells. Thread-safe.
 */
final class KnownImages {
    private final ImageIds images;
    private final Map<String, ApiObject> known = new ConcurrentHashMap<>();

    KnownImages(ImageIds images) {
        this.images = images;
    }

    /** What names stand for at present, as an observation has seen it. */
    void seen(Map<String, ApiObject> byReference) {
        known.putAll(byReference);
    }

    /** Names may come to stand for other images. */
    void forget() {
        known.clear();
    }

    /** The inspection of the image that a name stands for, now or when it was asked for first; empty if for none. */
    Optional<ApiObject> of(String reference) {
        return Optional.ofNullable(
                known.computeIfAbsent(reference, name -> images.inspected(name).orElse(null)));
    }

    /** Whether a container was made from another image than was known; what is known is the other then. */
    boolean hasMoved(String reference, ApiObject container) {
        Optional<String> before = Optional.ofNullable(known.get(reference)).flatMap(image -> image.string("Id"));
        if (before.isEmpty() || before.equals(container.string("Image"))) {
            return false;
        }
        known.remove(reference);
        return !before.equals(of(reference).flatMap(image -> image.string("Id")));
    }
}
