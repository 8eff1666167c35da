package io.homelabhub.docker;

import io.homelabhub.engine.Effect;
import io.homelabhub.plan.Action.RemoveImage;
import io.homelabhub.plan.Action.TagImage;
import io.homelabhub.spelling.ImageName;

/** Gives references to images and takes them away; the last one takes the image with it. */
final class ImageTags {
    private final DockerApi api;

    ImageTags(DockerApi api) {
        this.api = api;
    }

    Effect tag(TagImage action) {
        String attempt = "naming image " + action.image() + " " + action.reference();
        ImageName name = ImageName.parse(action.reference());
        api.exchange(ApiCall.post(attempt, "/images/" + ApiCall.encoded(action.image()) + "/tag")
                        .query("repo", name.familiarRepository())
                        .query("tag", name.version()))
                .orThrow();
        return Effect.DONE;
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
