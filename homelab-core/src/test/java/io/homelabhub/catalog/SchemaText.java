package io.homelabhub.catalog;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the tables of fields as a JSON Schema, draft 7: the draft that editors know best. */
final class SchemaText {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String NAME_OF_ITEM = "name";

    private final Map<String, Object> definitions = new LinkedHashMap<>();

    static String write(Structure structure) throws Exception {
        SchemaText schema = new SchemaText();
        Map<String, Object> root = map("$schema", "http://json-schema.org/draft-07/schema#");
        root.put("title", "Homelab service catalog (services.yaml)");
        root.putAll(schema.object(structure));
        root.put("definitions", schema.definitions);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        return JSON.writer(printer).writeValueAsString(root) + "\n";
    }

    private Map<String, Object> object(Structure structure) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (Field<?> field : structure.fields().values()) {
            properties.put(field.name(), property(field));
            if (field.required()) {
                required.add(field.name());
            }
        }
        Map<String, Object> object = map("type", "object");
        object.put("properties", properties);
        object.put("patternProperties", Map.of("^x-", true));
        object.put("additionalProperties", false);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        return object;
    }

    private Map<String, Object> property(Field<?> field) {
        Map<String, Object> property = map("description", description(field));
        Map<String, Object> shape = of(field.shape());
        property.putAll(field.required() ? shape : orNull(shape));
        return property;
    }

    private static String description(Field<?> field) {
        String text = field.description().replace("`", "");
        return field.fallback().isEmpty()
                ? text
                : text + " Without it: " + field.fallback().replace("`", "") + ".";
    }

    private Map<String, Object> of(Shape<?> shape) {
        if (shape instanceof Text text) {
            return text(text);
        } else if (shape instanceof Flag) {
            return map("type", "boolean");
        } else if (shape instanceof WholeNumber number) {
            return number(number);
        } else if (shape instanceof Choice<?> choice) {
            return map("enum", choice.choices().toList());
        } else if (shape instanceof Texts texts) {
            return anyOf(text(texts.item()), array(text(texts.item())));
        } else if (shape instanceof FreeMap) {
            return map("type", "object");
        } else if (shape instanceof Items items) {
            return array(of(items.item()));
        } else if (shape instanceof NamedItems items) {
            return named(items);
        }
        return structure((Structure) shape);
    }

    private static Map<String, Object> text(Text text) {
        Map<String, Object> schema = map("type", List.of("string", "number", "boolean"));
        if (!text.equals(Text.ANY)) {
            schema.put("pattern", "^(?:" + text.pattern() + ")$");
        }
        return schema;
    }

    private static Map<String, Object> number(WholeNumber number) {
        Map<String, Object> whole = map("type", "integer");
        whole.put("minimum", number.min());
        whole.put("maximum", number.max());
        Map<String, Object> quoted = map("type", "string");
        quoted.put("pattern", "^[+-]?[0-9]{1,10}$");
        return anyOf(whole, quoted);
    }

    private Map<String, Object> named(NamedItems items) {
        Map<String, Object> item = of(items.item());
        Map<String, Object> byName = map("type", "object");
        byName.put("propertyNames", map("pattern", "^(?:" + items.name().pattern() + ")$"));
        byName.put("patternProperties", Map.of("^x-", true));
        byName.put(
                "additionalProperties",
                items.item().fields().values().stream().anyMatch(Field::required) ? item : orNull(item));
        return anyOf(byName, array(Map.of("allOf", List.of(item, Map.of("required", List.of(NAME_OF_ITEM))))));
    }

    private Map<String, Object> structure(Structure structure) {
        String name = structure.title().replaceFirst("^an? ", "").replace(' ', '_');
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, object(structure));
        }
        Map<String, Object> reference = map("$ref", "#/definitions/" + name);
        return structure.shortForm().isEmpty()
                ? reference
                : anyOf(reference, of(structure.shortForm().get().shape()));
    }

    private static Map<String, Object> array(Object items) {
        Map<String, Object> array = map("type", "array");
        array.put("items", items);
        return array;
    }

    /** One of two shapes; a shape that is a choice itself is spread out. */
    private static Map<String, Object> anyOf(Map<String, Object> one, Map<String, Object> other) {
        List<Object> choices = new ArrayList<>();
        for (Map<String, Object> shape : List.of(one, other)) {
            choices.addAll(shape.get("anyOf") instanceof List<?> nested ? nested : List.of(shape));
        }
        return map("anyOf", choices);
    }

    private static Map<String, Object> orNull(Map<String, Object> shape) {
        return anyOf(shape, map("type", "null"));
    }

    private static Map<String, Object> map(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }
}
