package io.homelabhub.environment.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.variables.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Holds values to one JSON Schema. No problem shows a value of a secret. */
public final class SchemaCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ENVIRONMENT = Path.of("environment");

    private final Path file;
    private final Path shown;
    private final Predicate<String> secret;

    /**
     * A check by a schema.
     *
     * @param file the schema, absolute
     * @param shown how people know it
     * @param secret whether the value of a variable is a secret
     */
    public SchemaCheck(Path file, Path shown, Predicate<String> secret) {
        this.file = file;
        this.shown = shown;
        this.secret = secret;
    }

    /** What does not fit; a schema that cannot be read is a problem, too. */
    public List<Problem> problems(Map<String, Assignment> values) {
        try {
            JsonNode tree = JSON.readTree(Files.readString(file));
            if (!tree.isObject()) {
                return List.of(broken("expected an object"));
            }
            ObjectNode schema = SchemaDialect.standard((ObjectNode) tree);
            ObjectNode instance = Instance.of(schema, values);
            Validator.Result result = new ValidatorFactory()
                    .withJsonNodeFactory(new JacksonNode.Factory())
                    .validate((Object) schema, (Object) instance);
            return result.isValid() ? formats(schema, values) : problems(schema, values, result.getErrors());
        } catch (JsonProcessingException e) {
            return List.of(Problem.error(
                    new SourceLocation(
                            shown,
                            Math.max(
                                    0,
                                    e.getLocation() == null
                                            ? 0
                                            : e.getLocation().getLineNr()),
                            0),
                    "",
                    "the schema is no JSON"));
        } catch (IOException e) {
            return List.of(broken("the schema cannot be read"));
        } catch (JsonSchemaException e) {
            return List.of(broken("this is no valid JSON Schema"));
        }
    }

    private Problem broken(String message) {
        return Problem.error(SourceLocation.of(shown), "", message);
    }

    private List<Problem> formats(ObjectNode schema, Map<String, Assignment> values) {
        List<Problem> problems = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            Assignment value = values.get(property.getKey());
            String format = property.getValue().path("format").asText("");
            if (value != null && !value.value().isEmpty() && !Formats.fits(format, value.value())) {
                problems.add(problem(property.getKey(), property.getValue(), value, "a value of the format " + format));
            }
        });
        return problems;
    }

    private List<Problem> problems(ObjectNode schema, Map<String, Assignment> values, List<Error> errors) {
        List<Problem> problems = new ArrayList<>(formats(schema, values));
        Set<String> told = new HashSet<>();
        for (Error error : errors) {
            String name = error.getInstanceLocation()
                    .replaceFirst("^/", "")
                    .replace("~1", "/")
                    .replace("~0", "~");
            if (error.getKeyword() == null || name.contains("/")) {
                continue;
            }
            if (name.isEmpty()) {
                whole(schema, values, error).stream()
                        .filter(problem -> told.add(problem.path() + problem.message()))
                        .forEach(problems::add);
            } else if (told.add(name)) {
                JsonNode property = schema.path("properties").path(name);
                problems.add(problem(name, property, values.get(name), Words.expected(error.getKeyword(), property)));
            }
        }
        return problems.isEmpty() ? List.of(broken("the environment does not fit the schema")) : problems;
    }

    /** What is wrong with the environment as a whole: names that are missing, or too many. */
    private List<Problem> whole(ObjectNode schema, Map<String, Assignment> values, Error error) {
        List<Problem> problems = new ArrayList<>();
        if (error.getKeyword().equals("required")) {
            for (JsonNode required : schema.path("required")) {
                Assignment value = values.get(required.asText());
                if (value == null || value.value().isEmpty()) {
                    problems.add(
                            missing(required.asText(), schema.path("properties").path(required.asText())));
                }
            }
        } else if (!error.getKeyword().equals("properties")) {
            problems.add(broken("the environment does not fit its " + error.getKeyword()));
        }
        return problems;
    }

    private Problem missing(String name, JsonNode property) {
        String description = property.path("description").asText("");
        return Problem.error(
                        SourceLocation.of(shown),
                        name,
                        "the required variable " + name + " has no value"
                                + (description.isEmpty() ? "" : ": " + description))
                .withSuggestion(Words.advice(property))
                .about("unset-variable:" + name);
    }

    private Problem problem(String name, JsonNode property, @Nullable Assignment value, String expected) {
        SourceLocation place = value == null
                ? SourceLocation.of(shown)
                : value.origin().place().orElse(SourceLocation.of(ENVIRONMENT));
        String found = value == null || secret.test(name) ? "" : ", found \"" + value.value() + "\"";
        return Problem.error(place, name, "expected " + expected + " (" + shown + ")" + found)
                .withSuggestion(Words.advice(property));
    }
}
