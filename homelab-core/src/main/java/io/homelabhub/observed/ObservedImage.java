package io.homelabhub.observed;

import io.homelabhub.resource.ApiObject;
import java.util.Optional;

/**
 * An image that the engine has.
 *
 * @param reference the reference that was asked for
 * @param id as {@code sha256:…}
 * @param inspection {@code GET /images/{name}/json}, if the observation was asked to inspect
 */
public record ObservedImage(String reference, String id, Optional<ApiObject> inspection) {
    /** What the engine holds of it by platform; nothing if it was not inspected. */
    public ImageManifests manifests() {
        return ImageManifests.of(inspection.orElse(ApiObject.EMPTY));
    }
}
