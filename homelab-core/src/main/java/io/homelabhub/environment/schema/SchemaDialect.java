package io.homelabhub.environment.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Makes standard JSON Schema of the dialect in which each property says of itself {@code "required": true}, and what it must match
 * under {@code validation}. Standard schemas stay as they are.
 */
final class SchemaDialect {
    private SchemaDialect() {}

    static ObjectNode standard(ObjectNode written) {
        ObjectNode schema = written.deepCopy();
        Set<String> required = new LinkedHashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode property) {
                if (property.path("required").isBoolean()) {
                    if (property.path("required").asBoolean()) {
                        required.add(entry.getKey());
                    }
                    property.remove("required");
                }
                validation(property);
            }
        });
        if (!required.isEmpty()) {
            ArrayNode names = schema.putArray("required");
            required.forEach(names::add);
        }
        if (!schema.has("$schema")) {
            schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        }
        return schema;
    }

    /** A text is a pattern; a map has keywords of its own. */
    private static void validation(ObjectNode property) {
        JsonNode validation = property.remove("validation");
        if (validation == null) {
            return;
        }
        if (validation.isTextual() && !property.has("pattern")) {
            property.put("pattern", validation.asText());
        } else if (validation.isObject()) {
            validation.properties().forEach(entry -> {
                if (!property.has(entry.getKey())) {
                    property.set(entry.getKey(), entry.getValue());
                }
            });
        }
    }
}
