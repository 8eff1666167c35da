package io.homelabhub.docker;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.plan.Action.PullImage;
import io.homelabhub.spelling.ImageName;
import java.time.Duration;
import java.util.Optional;

/** Fetches images, with the credentials that {@code docker login} has stored. */
final class ImagePull {
    /** A registry that hangs never ends a pull by itself. An engine that works tells of each layer many times a minute. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ImageIds ids;
    private final StreamClient streams;
    private final Credentials credentials;

    ImagePull(DockerApi api, StreamClient streams, Credentials credentials) {
        this.ids = new ImageIds(api);
        this.streams = streams;
        this.credentials = credentials;
    }

    Effect pull(PullImage action, ActionProgress progress) {
        ImageName name = ImageName.parse(action.reference());
        String attempt = "pulling image " + action.reference();
        Optional<String> before = ids.ofManifest(name.familiar(), action.platform());
        Credentials.Found found = credentials.find(name.credentialsKey());
        ApiCall call = call(attempt, action, name, found);
        try {
            boolean ended = streams.drain(
                    call, StreamForm.JSON_LINES, () -> PATIENCE, item -> LayerProgress.tell(item, attempt, progress));
            if (!ended) {
                throw new EngineException(
                        Kind.TIMED_OUT,
                        attempt + ": no data for " + PATIENCE.toMinutes() + " minutes",
                        "Check that the registry " + name.registry() + " can be reached from the engine's host.",
                        null);
            }
        } catch (EngineException failure) {
            throw explained(failure, name, found);
        }
        return ids.effect(name.familiar(), action.platform(), before);
    }

    private static ApiCall call(String attempt, PullImage action, ImageName name, Credentials.Found found) {
        ApiCall call = ApiCall.post(attempt, "/images/create")
                .query("fromImage", name.familiarRepository())
                .query("tag", name.version());
        if (action.platform().isPresent()) {
            call = call.query("platform", action.platform().get());
        }
        return found.credential().isPresent()
                ? call.header("X-Registry-Auth", found.credential().get().header())
                : call;
    }

    private static EngineException explained(EngineException failure, ImageName name, Credentials.Found found) {
        if (failure.kind() != Kind.UNAUTHORIZED) {
            return failure;
        }
        String host = name.registry().equals("docker.io") ? "" : " " + name.registry();
        String noted = found.note().isEmpty() ? "" : " (" + found.note() + ")";
        return new EngineException(
                Kind.UNAUTHORIZED,
                failure.getMessage() + noted,
                "Check the image's name, or log in with `docker login" + host + "`.",
                failure);
    }
}
