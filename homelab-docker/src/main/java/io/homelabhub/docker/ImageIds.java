package io.homelabhub.docker;

import io.homelabhub.engine.Effect;
import io.homelabhub.observed.ImageManifests;
import io.homelabhub.resource.ApiObject;
import java.util.Optional;

/**
 * What stands for an image on an engine: its id, which is the digest of its configuration, of its manifest or of an index of
 * manifests, as the engine keeps images. Tells whether a fetch has brought another than its name stood for before.
 */
final class ImageIds {
    private final DockerApi api;

    ImageIds(DockerApi api) {
        this.api = api;
    }

    /** Looks at an image by its name or id, its manifests included where the engine keeps them. */
    static ApiCall inspection(String image, ApiVersion version) {
        ApiCall call = ApiCall.get("looking at image " + image, "/images/" + ApiCall.encoded(image) + "/json");
        return version.tellsManifests() ? call.query("manifests", "1") : call;
    }

    /** The id of the image that a name stands for; empty if for none. */
    Optional<String> of(String reference) {
        return inspected(reference).flatMap(image -> image.string("Id"));
    }

    /**
     * The digest of the manifest that the engine runs of an image: that for its own platform, or for {@code platform}. The
     * image's id where the engine keeps no manifests.
     */
    Optional<String> ofManifest(String reference, Optional<String> platform) {
        return inspected(reference).flatMap(image -> ofManifest(image, platform));
    }

    /** Likewise, of an image that was looked at. */
    static Optional<String> ofManifest(ApiObject image, Optional<String> platform) {
        return ImageManifests.of(image).digestFor(platform).or(() -> image.string("Id"));
    }

    /** The inspection of the image that a name stands for; empty if for none. */
    Optional<ApiObject> inspected(String reference) {
        Answer answer = api.exchange(inspection(reference, api.version()));
        return answer.is(Answer.NOT_FOUND) ? Optional.empty() : Optional.of(answer.object());
    }

    /** @param before what {@link #ofManifest} said before the fetch */
    Effect effect(String reference, Optional<String> platform, Optional<String> before) {
        return before.isPresent() && before.equals(ofManifest(reference, platform)) ? Effect.ALREADY_SO : Effect.DONE;
    }
}
