package io.homelabhub.docker;

import io.homelabhub.engine.Effect;
import io.homelabhub.plan.Action.RemoveImage;
import io.homelabhub.spelling.ImageName;

/** Takes references from images; the last one takes the image with it. */
final class ImageRemoval {
    private final DockerApi api;

    ImageRemoval(DockerApi api) {
        this.api = api;
    }

    Effect remove(RemoveImage action) {
        String attempt = "removing image " + action.reference();
        String name = action.reference().startsWith("sha256:")
                ? action.reference()
                : ImageName.parse(action.reference()).familiar();
        Answer answer = api.exchange(ApiCall.delete(attempt, "/images/" + ApiCall.encoded(name)));
        if (answer.is(Answer.NOT_FOUND)) {
            return Effect.ALREADY_SO;
        }
        answer.orThrow();
        return Effect.DONE;
    }
}
