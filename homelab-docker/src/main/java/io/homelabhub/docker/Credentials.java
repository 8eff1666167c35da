package io.homelabhub.docker;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.time.Timing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code docker login} has stored, in {@code config.json} itself or with a credential helper: {@code credHelpers} for
 * one registry, {@code credsStore} for all.
 */
final class Credentials {
    private final DockerConfig config;
    private final CredentialHelper helpers;

    Credentials(DockerConfig config, Map<String, String> environment, Timing timing) {
        this.config = config;
        this.helpers = new CredentialHelper(environment, timing);
    }

    /**
     * Who we are to a registry. A helper that fails does not end the pull: most images need no login.
     *
     * @param key as in {@code config.json}: a host, or {@code https://index.docker.io/v1/}
     */
    Found find(String key) {
        ApiObject settings = config.settings();
        Optional<String> helper = settings.object("credHelpers")
                .string(host(key))
                .or(() -> settings.object("credHelpers").string(key))
                .or(() -> settings.string("credsStore"))
                .filter(name -> !name.isBlank());
        if (helper.isEmpty()) {
            return new Found(stored(settings.object("auths"), key), "");
        }
        try {
            Optional<Credential> found = helpers.get(helper.get(), key);
            return new Found(found.isPresent() ? found : stored(settings.object("auths"), key), "");
        } catch (CredentialHelper.Failed failed) {
            return new Found(stored(settings.object("auths"), key), String.valueOf(failed.getMessage()));
        }
    }

    /** For every registry that the configuration names; a build may pull from any. */
    Map<String, Credential> all() {
        ApiObject settings = config.settings();
        Map<String, Credential> all = new LinkedHashMap<>();
        for (String section : List.of("auths", "credHelpers")) {
            settings.object(section).members().keySet().forEach(key -> find(key)
                    .credential()
                    .ifPresent(credential -> all.put(key, credential)));
        }
        return all;
    }

    private static Optional<Credential> stored(ApiObject auths, String key) {
        return auths.members().keySet().stream()
                .filter(registry -> host(registry).equals(host(key)))
                .findFirst()
                .flatMap(registry -> decoded(registry, auths.object(registry)));
    }

    private static Optional<Credential> decoded(String registry, ApiObject entry) {
        Optional<String> token = entry.string("identitytoken").filter(text -> !text.isEmpty());
        if (token.isPresent()) {
            return Optional.of(new Credential(registry, Credential.TOKEN_USER, token.get()));
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(entry.string("auth").orElse("")), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credential(registry, pair.substring(0, colon), pair.substring(colon + 1)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The keys of older files have a scheme and a path. */
    static String host(String key) {
        return key.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
    }

    /**
     * What was found.
     *
     * @param credential empty if nobody is logged in there
     * @param note why a helper told nothing; empty if it did
     */
    record Found(Optional<Credential> credential, String note) {}

    /**
     * Who we are to a registry.
     *
     * @param registry as in the configuration
     * @param user {@value #TOKEN_USER} if the secret is an identity token
     * @param secret the password or token
     */
    record Credential(String registry, String user, String secret) {
        static final String TOKEN_USER = "<token>";

        boolean isToken() {
            return user.equals(TOKEN_USER);
        }

        /** As the engine takes it in the header {@code X-Registry-Auth}. */
        String header() {
            Map<String, String> login = isToken()
                    ? Map.of("identitytoken", secret, "serveraddress", registry)
                    : Map.of("username", user, "password", secret, "serveraddress", registry);
            return Base64.getUrlEncoder().encodeToString(Json.text(login).getBytes(StandardCharsets.UTF_8));
        }

        /** The registry alone. */
        @Override
        public String toString() {
            return "Credential[" + registry + "]";
        }
    }
}
