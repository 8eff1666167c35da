package io.homelabhub.compose;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conformance corpus: inputs with what docker compose 2.40.3 made of them. A larger one than that of the project is
 * used where the system property {@code homelab.corpus} or the environment variable {@code HOMELAB_CORPUS} names it.
 */
public final class Corpus {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Corpus() {}

    /** The directory of the project's own cases. */
    public static Path own() {
        try {
            return Path.of(
                    requireNonNull(Corpus.class.getResource("/compose-corpus")).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The directory of the larger corpus, if there is one. */
    public static Optional<Path> external() {
        String named = System.getProperty("homelab.corpus", System.getenv().getOrDefault("HOMELAB_CORPUS", ""));
        return named.isEmpty() ? Optional.empty() : Optional.of(Path.of(named));
    }

    /** The objects of a JSON array beside the cases, in the larger corpus if there is one. */
    public static List<JsonNode> examples(String file) {
        List<JsonNode> examples = new ArrayList<>();
        read(external().orElseGet(Corpus::own).resolve(file)).forEach(examples::add);
        return examples;
    }

    /** The JSON in {@code file}. */
    public static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object of strings as a map. */
    public static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> strings.put(field.getKey(), field.getValue().asText()));
        return strings;
    }
}
