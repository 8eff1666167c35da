package io.homelabhub.environment.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what a schema expects, in a sentence for people. */
final class Words {
    private Words() {}

    static String expected(String keyword, JsonNode property) {
        JsonNode limit = property.path(keyword);
        return switch (keyword) {
            case "type" -> "a value of the type " + limit.asText();
            case "pattern" -> "a text that matches " + limit.asText();
            case "minLength" -> "at least " + limit.asText() + " characters";
            case "maxLength" -> "at most " + limit.asText() + " characters";
            case "minimum", "exclusiveMinimum" -> "a number from " + limit.asText() + " on";
            case "maximum", "exclusiveMaximum" -> "a number up to " + limit.asText();
            case "enum" -> "one of " + limit;
            case "additionalProperties", "unevaluatedProperties" -> "no variable of this name";
            default -> "a value that fits the keyword " + keyword;
        };
    }

    /** What the owner says of the variable: {@code instructions}, else {@code description}; and an {@code example}. */
    static String advice(JsonNode property) {
        Optional<String> told = Stream.of("instructions", "description")
                .map(key -> property.path(key).asText(""))
                .filter(text -> !text.isBlank())
                .findFirst();
        String example = property.path("example")
                .asText(property.path("examples").path(0).asText(""));
        String shown = example.isEmpty() ? "" : "for example " + example;
        return told.map(text -> shown.isEmpty() ? text : text + "; " + shown).orElse(shown);
    }
}
