package io.homelabhub.docker;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ImageBuild;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Builds images. With BuildKit where the engine has it ({@code version=2} needs no session as long as a build uses no
 * secrets and no ssh of ours), else with the classic builder.
 */
final class ImageBuilder {
    /** A step may say nothing for long: a compiler, a download. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /** Parameters that are given once for each value; other lists are given as JSON. */
    private static final Set<String> REPEATED = Set.of("extrahosts", "securityopt");

    private final DockerApi api;
    private final Credentials credentials;
    private final Timing timing;
    private final StreamClient streams;

    ImageBuilder(DockerApi api, StreamClient streams, Credentials credentials, Timing timing) {
        this.api = api;
        this.credentials = credentials;
        this.timing = timing;
        this.streams = streams;
    }

    Effect build(ImageBuild build, ActionProgress progress) {
        String attempt = "building image " + build.tag() + " from " + build.context();
        ImageIds ids = new ImageIds(api);
        try {
            Optional<String> before = ids.ofManifest(build.tag(), build.platform());
            BuildContext context = BuildContext.of(build);
            BuildOutput output = new BuildOutput(
                    attempt, progress, new Masking(build.arguments().values()));
            boolean buildKit = !api.connector().connection().isPodman();
            try {
                send(call(attempt, build, context, buildKit), context, output);
            } catch (EngineException failure) {
                if (!buildKit || !isLackOfBuildKit(failure)) {
                    throw output.explained(failure);
                }
                send(call(attempt, build, context, false), context, output);
            }
            return ids.effect(build.tag(), build.platform(), before);
        } catch (IOException unreadable) {
            throw new EngineException(
                    Kind.NOT_FOUND,
                    attempt + ": cannot read " + unreadable.getMessage(),
                    "Check the build's context and dockerfile.",
                    unreadable);
        }
    }

    private void send(ApiCall call, BuildContext context, BuildOutput output) throws IOException {
        try (PackedContext tar = new PackedContext(context, timing)) {
            try {
                if (!streams.drain(call.tar(tar.stream()), StreamForm.JSON_LINES, () -> PATIENCE, output::read)) {
                    throw Deadlines.timedOut(PATIENCE, call.attempt());
                }
            } catch (EngineException failure) {
                if (tar.failure().isPresent()) {
                    throw tar.failure().get();
                }
                throw failure;
            }
        }
    }

    private static boolean isLackOfBuildKit(EngineException failure) {
        String words = String.valueOf(failure.getMessage());
        return words.contains("buildkit is not") || words.contains("buildkit not") || words.contains("invalid version");
    }

    private ApiCall call(String attempt, ImageBuild build, BuildContext context, boolean buildKit) {
        ApiCall call = ApiCall.post(attempt, "/build").query("t", build.tag());
        for (String tag : build.moreTags()) {
            call = call.query("t", tag);
        }
        for (Map.Entry<String, String> parameter :
                parameters(build, context, buildKit).entrySet()) {
            call = call.query(parameter.getKey(), parameter.getValue());
        }
        for (Map.Entry<String, ?> setting : build.settings().members().entrySet()) {
            call = with(call, setting.getKey(), setting.getValue());
        }
        Map<String, ApiObject> logins = logins();
        return logins.isEmpty() ? call : call.header("X-Registry-Config", base64(Json.text(logins)));
    }

    private static Map<String, String> parameters(ImageBuild build, BuildContext context, boolean buildKit) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("version", buildKit ? "2" : "1");
        parameters.put("dockerfile", context.dockerfile());
        parameters.put("buildargs", Json.text(build.arguments()));
        parameters.put("labels", Json.text(build.labels()));
        build.target().ifPresent(target -> parameters.put("target", target));
        build.platform().ifPresent(platform -> parameters.put("platform", platform));
        parameters.put("nocache", build.noCache() ? "1" : "0");
        parameters.put("pull", build.pull() ? "1" : "0");
        // the classic builder else leaves a container behind for each step that fails
        parameters.put("rm", "1");
        parameters.put("forcerm", "1");
        return parameters;
    }

    private static ApiCall with(ApiCall call, String name, Object value) {
        if (value instanceof List<?> items && REPEATED.contains(name)) {
            ApiCall more = call;
            for (Object item : items) {
                more = more.query(name, String.valueOf(item));
            }
            return more;
        }
        return call.query(name, value instanceof String text ? text : Json.text(value));
    }

    /** For the base images. */
    private Map<String, ApiObject> logins() {
        Map<String, ApiObject> logins = new LinkedHashMap<>();
        credentials
                .all()
                .forEach((registry, login) -> logins.put(
                        registry,
                        ApiObject.of(
                                login.isToken()
                                        ? Map.of("identitytoken", login.secret())
                                        : Map.of("username", login.user(), "password", login.secret()))));
        return logins;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
