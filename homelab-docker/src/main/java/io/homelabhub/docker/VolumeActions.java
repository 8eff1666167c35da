package io.homelabhub.docker;

import io.homelabhub.engine.Effect;
import io.homelabhub.plan.Action.CreateVolume;
import io.homelabhub.plan.Action.RemoveVolume;
import io.homelabhub.resource.VolumeSpec;

/** Makes and removes volumes. */
final class VolumeActions {
    private final DockerApi api;

    VolumeActions(DockerApi api) {
        this.api = api;
    }

    Effect create(CreateVolume action) {
        VolumeSpec volume = action.volume();
        if (exists(volume.name())) {
            return Effect.ALREADY_SO; // creating it again would be answered with 201 too
        }
        api.exchange(ApiCall.post("creating volume " + volume.name(), "/volumes/create")
                        .json(volume.settings().with("Name", volume.name()).with("Labels", volume.labels())))
                .orThrow();
        return Effect.DONE;
    }

    /** Podman takes the begin of a name as well, so the name that comes back counts. */
    private boolean exists(String volume) {
        Answer answer = api.exchange(ApiCall.get("looking at volume " + volume, "/volumes/" + ApiCall.encoded(volume)));
        return !answer.is(Answer.NOT_FOUND)
                && answer.object().string("Name").filter(volume::equals).isPresent();
    }

    Effect remove(RemoveVolume action) {
        if (!exists(action.volume())) {
            return Effect.ALREADY_SO;
        }
        Answer answer = api.exchange(
                ApiCall.delete("removing volume " + action.volume(), "/volumes/" + ApiCall.encoded(action.volume())));
        if (answer.is(Answer.NOT_FOUND)) {
            return Effect.ALREADY_SO;
        }
        answer.orThrow();
        return Effect.DONE;
    }
}
