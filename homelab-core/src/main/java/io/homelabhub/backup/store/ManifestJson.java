package io.homelabhub.backup.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Manifests as JSON. */
final class ManifestJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Below the backup's folder, and nowhere else. */
    private static final Pattern INSIDE = Pattern.compile("(?!.*(?:^|/)\\.\\.?(?:/|$))[^/\\x00].*");

    private ManifestJson() {}

    static String write(Manifest manifest) {
        ObjectNode document = JSON.createObjectNode();
        document.put("schemaVersion", Manifest.SCHEMA_VERSION);
        document.put("id", manifest.id());
        document.put("project", manifest.project());
        manifest.names().forEach(document.putArray("names")::add);
        document.put("created", manifest.created().toString());
        document.put("took", manifest.took().toString());
        document.put("engine", manifest.engine());
        document.put("modelHash", manifest.modelHash());
        document.put("complete", manifest.isComplete());
        ArrayNode parts = document.putArray("parts");
        manifest.parts().forEach(part -> write(part, parts.addObject()));
        write(manifest.missing(), document.putArray("missing"));
        write(manifest.notCovered(), document.putArray("notCovered"));
        ArrayNode standstills = document.putArray("standstills");
        for (Standstill standstill : manifest.standstills()) {
            ObjectNode node = standstills.addObject();
            standstill.services().forEach(node.putArray("services")::add);
            node.put("how", standstill.how());
            node.put("from", standstill.from().toString());
            node.put("lasted", standstill.lasted().toString());
        }
        return document.toPrettyString() + "\n";
    }

    private static void write(Part part, ObjectNode node) {
        node.put("file", part.file());
        node.put("kind", part.kind().text());
        node.put("service", part.service());
        node.put("subject", part.subject());
        node.put("size", part.size());
        node.put("sha256", part.sha256());
        part.properties().forEach(node.putObject("properties")::put);
        part.counts().forEach(node.putObject("counts")::put);
        node.put("open", part.open());
    }

    private static void write(List<Omission> omissions, ArrayNode to) {
        for (Omission omission : omissions) {
            to.addObject().put("subject", omission.subject()).put("reason", omission.reason());
        }
    }

    /** @throws IllegalArgumentException if it is none, or of another version */
    static Manifest read(String text) {
        try {
            JsonNode document = JSON.readTree(text);
            int version = document.path("schemaVersion").asInt();
            if (version != Manifest.SCHEMA_VERSION) {
                throw new IllegalArgumentException("it is not of schema version " + Manifest.SCHEMA_VERSION
                        + (version > 0 ? " but " + version : ""));
            }
            return new Manifest(
                    text(document, "id"),
                    text(document, "project"),
                    texts(document.path("names")),
                    Instant.parse(text(document, "created")),
                    Duration.parse(text(document, "took")),
                    text(document, "engine"),
                    text(document, "modelHash"),
                    parts(document.path("parts")),
                    omissions(document.path("missing")),
                    omissions(document.path("notCovered")),
                    standstills(document.path("standstills")));
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("it is not JSON: " + broken.getOriginalMessage(), broken);
        } catch (DateTimeException broken) {
            throw new IllegalArgumentException("a time in it is none: " + broken.getMessage(), broken);
        }
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return value.asText();
    }

    private static List<String> texts(JsonNode nodes) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static List<Part> parts(JsonNode nodes) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode node : nodes) {
            String file = text(node, "file");
            if (!INSIDE.matcher(file).matches()) {
                throw new IllegalArgumentException("a part lies outside of it: " + file);
            }
            Map<String, String> properties = new TreeMap<>();
            node.path("properties")
                    .properties()
                    .forEach(entry ->
                            properties.put(entry.getKey(), entry.getValue().asText()));
            Map<String, Long> counts = new TreeMap<>();
            node.path("counts")
                    .properties()
                    .forEach(
                            entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
            parts.add(new Part(
                    file,
                    Part.Kind.valueOf(
                            text(node, "kind").toUpperCase(Locale.ROOT).replace('-', '_')),
                    text(node, "service"),
                    text(node, "subject"),
                    node.path("size").asLong(-1),
                    text(node, "sha256"),
                    properties,
                    counts,
                    text(node, "open")));
        }
        return parts;
    }

    private static List<Omission> omissions(JsonNode nodes) {
        List<Omission> omissions = new ArrayList<>();
        nodes.forEach(node -> omissions.add(new Omission(text(node, "subject"), text(node, "reason"))));
        return omissions;
    }

    private static List<Standstill> standstills(JsonNode nodes) {
        List<Standstill> standstills = new ArrayList<>();
        for (JsonNode node : nodes) {
            standstills.add(new Standstill(
                    texts(node.path("services")),
                    text(node, "how"),
                    Instant.parse(text(node, "from")),
                    Duration.parse(text(node, "lasted"))));
        }
        return standstills;
    }
}
