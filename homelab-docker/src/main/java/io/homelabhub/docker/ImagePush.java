package io.homelabhub.docker;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.plan.Action.PushImage;
import io.homelabhub.spelling.ImageName;
import java.time.Duration;
import java.util.Base64;

/** Sends images to registries, with the credentials that {@code docker login} has stored. */
final class ImagePush {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** The engine wants the header also where nobody is logged in. */
    private static final String NOBODY =
            Base64.getUrlEncoder().encodeToString("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    private final DockerApi api;
    private final StreamClient streams;
    private final Credentials credentials;

    ImagePush(DockerApi api, StreamClient streams, Credentials credentials) {
        this.api = api;
        this.streams = streams;
        this.credentials = credentials;
    }

    Effect push(PushImage action, ActionProgress progress) {
        ImageName name = ImageName.parse(action.reference());
        String attempt = "pushing image " + action.reference();
        requirePresent(name, attempt);
        String login = credentials
                .find(name.credentialsKey())
                .credential()
                .map(Credentials.Credential::header)
                .orElse(NOBODY);
        ApiCall call = ApiCall.post(attempt, "/images/" + ApiCall.encoded(name.familiarRepository()) + "/push")
                .query("tag", name.version())
                .header("X-Registry-Auth", login);
        if (!streams.drain(
                call, StreamForm.JSON_LINES, () -> PATIENCE, item -> LayerProgress.tell(item, attempt, progress))) {
            throw new EngineException(
                    Kind.TIMED_OUT,
                    attempt + ": no data for " + PATIENCE.toMinutes() + " minutes",
                    "Check that the registry " + name.registry() + " can be reached from the engine's host.",
                    null);
        }
        return Effect.DONE;
    }

    /** An engine says of a missing image, in words of its own, that it is not there, in the middle of its answer. */
    private void requirePresent(ImageName name, String attempt) {
        Answer answer = api.exchange(ApiCall.get(attempt, "/images/" + ApiCall.encoded(name.familiar()) + "/json"));
        if (answer.is(Answer.NOT_FOUND)) {
            throw new EngineException(Kind.NOT_FOUND, attempt + ": the engine has no image of that name");
        }
        answer.orThrow();
    }
}
