package io.homelabhub.docker;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.EngineException;
import io.homelabhub.resource.ApiObject;

/** Tells how far an image has come on its way from or to a registry. */
final class LayerProgress {
    private LayerProgress() {}

    /**
     * Tells one line of the engine's answer.
     *
     * @throws EngineException if it says that the way has ended there
     */
    static void tell(ApiObject item, String attempt, ActionProgress progress) {
        if (item.get("errorDetail") != null) {
            throw Refusal.of(
                    attempt, 0, item.object("errorDetail").string("message").orElse(""));
        }
        ApiObject detail = item.object("progressDetail");
        progress.on(
                item.string("id").orElse(""),
                item.string("status").orElse(""),
                detail.number("current"),
                detail.number("total"));
    }
}
