package io.homelabhub.environment.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.homelabhub.variables.Assignment;
import io.homelabhub.variables.VariableOrigin;
import java.math.BigDecimal;
import java.util.Map;

/** Makes of an environment, in which everything is text, what a schema can be held against. */
final class Instance {
    private Instance() {}

    /** What the schema names, and what files say; the process has much that is nobody's business. Empty values are not there. */
    static ObjectNode of(ObjectNode schema, Map<String, Assignment> values) {
        ObjectNode instance = JsonNodeFactory.instance.objectNode();
        values.forEach((name, value) -> {
            JsonNode property = schema.path("properties").path(name);
            boolean ofFile = value.origin().kind() != VariableOrigin.Kind.PROCESS
                    && value.origin().kind() != VariableOrigin.Kind.HOMELAB;
            if (!value.value().isEmpty() && (ofFile || !property.isMissingNode())) {
                instance.set(name, converted(value.value(), property));
            }
        });
        return instance;
    }

    /** A number or a truth, where the schema asks for one and the text is one. */
    private static JsonNode converted(String text, JsonNode property) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        String type = property.path("type").asText("");
        try {
            if (type.equals("integer") || type.equals("number")) {
                return nodes.numberNode(new BigDecimal(text));
            }
        } catch (NumberFormatException noNumber) {
            return nodes.textNode(text);
        }
        boolean truth = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        return type.equals("boolean") && truth ? nodes.booleanNode(Boolean.parseBoolean(text)) : nodes.textNode(text);
    }
}
