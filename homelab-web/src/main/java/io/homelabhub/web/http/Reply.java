package io.homelabhub.web.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.homelabhub.report.DocumentJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole answer.
 *
 * @param status of HTTP
 * @param type of the body, with its charset
 * @param body what is sent, in UTF-8; empty for none
 * @param headers beside those that every answer has
 */
public record Reply(int status, String type, String body, Map<String, String> headers) {
    /** Nothing but our own files, no frame around us, and nothing that a page is told is kept. */
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri"
                    + " 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
                    + " trusted-types 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** A document as JSON. */
    public static Reply json(int status, Map<String, ?> document) {
        return text(status, "application/json", DocumentJson.line(document));
    }

    /** A text of some type, in UTF-8. */
    public static Reply text(int status, String type, String text) {
        return new Reply(status, type + "; charset=utf-8", text, Map.of());
    }

    static Reply of(Refusal refusal) {
        return failure(refusal.status(), String.valueOf(refusal.getMessage()), refusal.remedy());
    }

    /** What went wrong, and what to do. */
    public static Reply failure(int status, String problem, String remedy) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("problem", problem);
        document.put("remedy", remedy);
        return json(status, document);
    }

    /** The same with one header more. */
    public Reply with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Reply(status, type, body, more);
    }

    void send(HttpExchange exchange) throws IOException {
        begin(exchange, type, headers);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean bare = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bare ? -1 : bytes.length);
        if (!bare) {
            exchange.getResponseBody().write(bytes);
        }
    }

    static void begin(HttpExchange exchange, String type, Map<String, String> more) {
        Headers headers = exchange.getResponseHeaders();
        ALWAYS.forEach(headers::set);
        headers.set("Content-Type", type);
        more.forEach(headers::set);
    }
}
