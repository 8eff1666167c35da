package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.spelling.ImageName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Asks registries, through the engine, which image a name stands for: {@code GET /distribution/NAME/json} gives the digest
 * that a pull would get, and fetches nothing. Mirrors and logins count as for a pull.
 */
final class RegistryInquiry {
    private static final int AT_ONCE = 8;
    private static final Duration ONE = Duration.ofSeconds(15);
    private static final Duration ALL = Duration.ofMinutes(10);

    private final DockerApi api;
    private final Credentials credentials;

    RegistryInquiry(DockerApi api, Credentials credentials) {
        this.api = api;
        this.credentials = credentials;
    }

    Map<String, RegistryImage> ask(Set<String> references) {
        List<String> names = List.copyOf(references);
        List<Callable<RegistryImage>> questions = new ArrayList<>();
        names.forEach(name -> questions.add(() -> ask(ImageName.parse(name))));
        List<RegistryImage> answers = api.deadlines().all(questions, AT_ONCE, ALL, "asking registries");
        Map<String, RegistryImage> byReference = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            byReference.put(names.get(i), answers.get(i));
        }
        return byReference;
    }

    private RegistryImage ask(ImageName name) {
        try {
            ApiCall call = ApiCall.get(
                            "asking " + name.registry() + " for image " + name.familiar(),
                            "/distribution/" + name.familiar() + "/json")
                    .within(ONE);
            Answer answer = api.exchange(authorized(call, name));
            return answer.object()
                    .object("Descriptor")
                    .string("digest")
                    .map(RegistryImage::of)
                    .orElseGet(() -> RegistryImage.unknown("the engine cannot ask its registry beforehand"));
        } catch (EngineException failure) {
            return RegistryImage.unknown(words(failure.kind()));
        }
    }

    private ApiCall authorized(ApiCall call, ImageName name) {
        return credentials
                .find(name.credentialsKey())
                .credential()
                .map(credential -> call.header("X-Registry-Auth", credential.header()))
                .orElse(call);
    }

    /** Not the engine's own words: they hold ports and times, and a plan is to be the same again. */
    private static String words(EngineException.Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> "its registry does not have it";
            case UNAUTHORIZED -> "its registry denies access";
            case BUSY -> "its registry asks to come back later";
            default -> "its registry does not answer";
        };
    }
}
