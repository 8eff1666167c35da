package io.homelabhub.docker;

import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.plan.Action.PullImage;
import io.homelabhub.spelling.ImageName;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        Inbox<PullResponseItem, PullResponseItem> inbox = streams.inbox(attempt, item -> item);
        command(action, name, found).exec(inbox);
        try {
            boolean ended = inbox.drain(() -> PATIENCE, item -> told(item, attempt, progress));
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

    private PullImageCmd command(PullImage action, ImageName name, Credentials.Found found) {
        PullImageCmd command =
                streams.client().pullImageCmd(name.familiarRepository()).withTag(name.version());
        action.platform().ifPresent(command::withPlatform);
        found.credential().map(ImagePull::authConfig).ifPresent(command::withAuthConfig);
        return command;
    }

    private static AuthConfig authConfig(Credentials.Credential credential) {
        AuthConfig config = new AuthConfig().withRegistryAddress(credential.registry());
        return credential.isToken()
                ? config.withIdentityToken(credential.secret())
                : config.withUsername(credential.user()).withPassword(credential.secret());
    }

    private static void told(PullResponseItem item, String attempt, ActionProgress progress) {
        if (item.getErrorDetail() != null) {
            throw Refusal.of(attempt, 0, orEmpty(item.getErrorDetail().getMessage()));
        }
        ProgressDetail detail = item.getProgressDetail();
        progress.on(
                orEmpty(item.getId()),
                orEmpty(item.getStatus()),
                detail == null ? 0 : orZero(detail.getCurrent()),
                detail == null ? 0 : orZero(detail.getTotal()));
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

    private static String orEmpty(@Nullable String text) {
        return Optional.ofNullable(text).orElse("");
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }
}
