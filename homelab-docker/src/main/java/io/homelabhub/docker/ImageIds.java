package io.homelabhub.docker;

import io.homelabhub.engine.Effect;
import java.util.Optional;

/** Tells whether a fetch has brought another image than its name stood for before, whichever words the engine has for it. */
final class ImageIds {
    private final DockerApi api;

    ImageIds(DockerApi api) {
        this.api = api;
    }

    /** The id of the image that a name stands for; empty if for none. */
    Optional<String> of(String reference) {
        Answer answer = api.exchange(
                ApiCall.get("looking at image " + reference, "/images/" + ApiCall.encoded(reference) + "/json"));
        return answer.is(Answer.NOT_FOUND) ? Optional.empty() : answer.object().string("Id");
    }

    /** @param before what {@link #of} said before the fetch */
    Effect effect(String reference, Optional<String> before) {
        return before.isPresent() && before.equals(of(reference)) ? Effect.ALREADY_SO : Effect.DONE;
    }
}
