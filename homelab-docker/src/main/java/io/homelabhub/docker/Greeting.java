package io.homelabhub.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.EngineInfo;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first words with an engine: {@code GET /_ping}, whose headers tell the product, its version and the newest API it
 * speaks. One call instead of {@code /version}, and the only one that needs no API version.
 */
final class Greeting {
    private static final String ATTEMPT = "connecting to the engine";
    private static final Pattern SERVER = Pattern.compile("([^/ ]+)/([^ ]+).*");

    private final Optional<String> askedVersion;

    /** Speaks {@code askedVersion} ({@code DOCKER_API_VERSION}) if given, else the newest that both sides know. */
    Greeting(Optional<String> askedVersion) {
        this.askedVersion = askedVersion;
    }

    /**
     * Greets once.
     *
     * @param dialled where this machine connects to reach the endpoint
     * @throws EngineException {@code REJECTED} if no API version suits both sides
     */
    Connection greet(Endpoint endpoint, Endpoint dialled, DockerHttpClient http) throws IOException {
        Request ping = Request.builder().method("GET").path("/_ping").build();
        try (Response response = http.execute(ping)) {
            byte[] body = response.getBody().readAllBytes();
            if (response.getStatusCode() >= 400) {
                throw Refusal.of(ATTEMPT, response.getStatusCode(), Refusal.words(body));
            }
            return connection(endpoint, dialled, http, response);
        }
    }

    private Connection connection(Endpoint endpoint, Endpoint dialled, DockerHttpClient http, Response response) {
        ApiVersion offered = Optional.ofNullable(response.getHeader("Api-Version"))
                .flatMap(ApiVersion::parse)
                .orElseThrow(() -> rejected(
                        "the answer names no API version, so this is not a Docker Engine", "Check the address."));
        if (offered.compareTo(ApiVersion.LOWEST) < 0) {
            throw rejected(
                    "the engine speaks API " + offered + " at most, and at least " + ApiVersion.LOWEST + " is needed",
                    "Update the engine: Docker 20.10 or newer, Podman 4 or newer.");
        }
        ApiVersion spoken = askedVersion.map(this::asked).orElseGet(() -> ApiVersion.spokenWith(offered));
        return new Connection(endpoint, dialled, http, spoken, info(endpoint, response, spoken));
    }

    private ApiVersion asked(String text) {
        return ApiVersion.parse(text)
                .filter(version -> version.compareTo(ApiVersion.LOWEST) >= 0)
                .orElseThrow(() -> rejected(
                        "DOCKER_API_VERSION is " + text,
                        "Leave it unset, or give " + ApiVersion.LOWEST + " or newer."));
    }

    private static EngineInfo info(Endpoint endpoint, Response response, ApiVersion spoken) {
        String server = Optional.ofNullable(response.getHeader("Server")).orElse("");
        Matcher matcher = SERVER.matcher(server);
        String product = matcher.matches() ? matcher.group(1) : "Docker";
        String version = matcher.matches() ? matcher.group(2) : "of unknown version";
        return new EngineInfo(
                endpoint.uri().toString(), "Libpod".equals(product) ? "Podman" : product, version, spoken.toString());
    }

    private static EngineException rejected(String problem, String remedy) {
        return new EngineException(Kind.REJECTED, ATTEMPT + ": " + problem, remedy, null);
    }
}
