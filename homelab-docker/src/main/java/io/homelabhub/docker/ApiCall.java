package io.homelabhub.docker;

import io.homelabhub.resource.ApiObject;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request to the engine.
 *
 * @param attempt what is attempted on what, as {@code removing container web}: the begin of every message about it
 * @param method as {@code GET}
 * @param path with its query, without the version
 * @param headers as they are sent; can hold credentials
 * @param body what is sent, if anything
 * @param within the longest wait for the answer
 */
record ApiCall(
        String attempt, String method, String path, Map<String, String> headers, Optional<Body> body, Duration within) {
    /** For what the engine answers from memory, or does in well under a second. A loaded one can take far longer. */
    static final Duration USUAL = Duration.ofSeconds(60);

    static ApiCall get(String attempt, String path) {
        return new ApiCall(attempt, "GET", path, Map.of(), Optional.empty(), USUAL);
    }

    static ApiCall post(String attempt, String path) {
        return new ApiCall(attempt, "POST", path, Map.of(), Optional.empty(), USUAL);
    }

    static ApiCall put(String attempt, String path) {
        return new ApiCall(attempt, "PUT", path, Map.of(), Optional.empty(), USUAL);
    }

    static ApiCall delete(String attempt, String path) {
        return new ApiCall(attempt, "DELETE", path, Map.of(), Optional.empty(), USUAL);
    }

    static ApiCall of(String attempt, String method, String path) {
        return new ApiCall(attempt, method, path, Map.of(), Optional.empty(), USUAL);
    }

    ApiCall query(String name, String value) {
        String separator = path.contains("?") ? "&" : "?";
        return new ApiCall(attempt, method, path + separator + name + "=" + encoded(value), headers, body, within);
    }

    ApiCall header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiCall(attempt, method, path, more, body, within);
    }

    ApiCall json(ApiObject object) {
        byte[] bytes = Json.text(object).getBytes(StandardCharsets.UTF_8);
        return with(new Body.Bytes(bytes)).header("Content-Type", "application/json");
    }

    ApiCall tar(InputStream stream) {
        return with(new Body.Stream(stream)).header("Content-Type", "application/x-tar");
    }

    ApiCall tar(byte[] bytes) {
        return with(new Body.Bytes(bytes)).header("Content-Type", "application/x-tar");
    }

    private ApiCall with(Body what) {
        return new ApiCall(attempt, method, path, headers, Optional.of(what), within);
    }

    ApiCall within(Duration limit) {
        return new ApiCall(attempt, method, path, headers, body, limit);
    }

    /** A name as one segment of a path. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The attempt alone: query, headers and body can hold secrets. */
    @Override
    public String toString() {
        return "ApiCall[" + attempt + "]";
    }

    /** What is sent with a request. */
    sealed interface Body {
        /** Known as a whole. */
        final class Bytes implements Body {
            private final byte[] bytes;

            Bytes(byte[] bytes) {
                this.bytes = bytes;
            }

            byte[] bytes() {
                return bytes;
            }
        }

        /** Sent as it is read, once. */
        record Stream(InputStream stream) implements Body {}
    }
}
