package io.homelabhub.web.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was asked. */
public final class Request {
    private static final int LONGEST_BODY = 16 * 1024;
    private static final JsonFactory JSON = new JsonFactory();

    private final HttpExchange exchange;
    private final Map<String, List<String>> parameters;
    private Map<String, String> body = Map.of();

    Request(HttpExchange exchange) throws Refusal {
        this.exchange = exchange;
        this.parameters = parameters(exchange.getRequestURI().getRawQuery());
    }

    private static Map<String, List<String>> parameters(String query) throws Refusal {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (query != null) {
            for (String part : query.split("&", -1)) {
                int equals = part.indexOf('=');
                String name = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : part.substring(equals + 1);
                parameters
                        .computeIfAbsent(decoded(name), any -> new ArrayList<>())
                        .add(decoded(value));
            }
        }
        return parameters;
    }

    private static String decoded(String text) throws Refusal {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(400, "the address has a % that stands for nothing");
        }
    }

    /** The values of a parameter of the address, in order; none if it is not there. */
    public List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** The texts of the JSON object in the body, by name; whatever else was in it is passed over. */
    public Map<String, String> body() {
        return body;
    }

    /**
     * Reads the body.
     *
     * @throws Refusal 413 if it is longer than 16 KiB; 415 if it is not called JSON; 400 if it is no JSON object
     */
    void readBody() throws Refusal, IOException {
        if (!header("Content-Type").orElse("").startsWith("application/json")) {
            throw new Refusal(415, "the request's Content-Type is not application/json");
        }
        byte[] bytes = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (bytes.length > LONGEST_BODY) {
            throw new Refusal(413, "the request is longer than " + LONGEST_BODY + " bytes");
        }
        try (JsonParser parser = JSON.createParser(bytes)) {
            body = texts(parser);
        } catch (JsonProcessingException malformed) {
            throw new Refusal(400, "the request is no JSON");
        }
    }

    private static Map<String, String> texts(JsonParser parser) throws IOException, Refusal {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new Refusal(400, "the request is no JSON object");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                texts.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return texts;
    }
}
