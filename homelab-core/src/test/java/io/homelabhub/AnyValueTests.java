package io.homelabhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.compose.keys.Field;
import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.keys.Shape;
import io.homelabhub.failure.HomelabException;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Puts every kind of value behind every key of Compose, loads, translates and plans it. Whatever the owner wrote, it is taken or
 * refused with its place; it never ends in a defect.
 */
class AnyValueTests {
    private static final List<String> VALUES = List.of(
            "text",
            "\"\"",
            "7",
            "-1",
            "99999999999999999999999",
            "\"99999999999\"",
            ".nan",
            "true",
            "null",
            "2026-11-28",
            "\"a:b:c:d:e\"",
            "\"é\\u0000\"",
            "[7, text, null]",
            "[\"\", [], {}]",
            "{x: [1], \"\": 2}");

    private static final int EACH = Integer.getInteger("homelab.values", 1);

    @TempDir
    private Path folder;

    private final List<String> defects = new ArrayList<>();
    private int keys;

    /** With what every file has, so that a value is not refused for what is missing around it. */
    private static String withRest(String service) {
        return """
            name: any
            services:
              other: {image: other, networks: {x: {}}}
              x:
                image: x
            %s
            secrets: {x: {environment: TOKEN}, f: {file: ./f}}
            configs: {x: {content: text}}
            networks: {x: {}}
            volumes: {x: {}}
            """.formatted(service);
    }

    @Test
    void no_value_of_a_key_of_a_service_ends_in_a_defect() {
        collect(ProjectKeys.SERVICE, "", "", (path, value) -> withRest(indented(path + value, "    ")));
        assertThat(defects.stream().limit(20)).isEmpty();
    }

    @Test
    void no_value_of_a_key_of_another_section_ends_in_a_defect() {
        for (Field section : ProjectKeys.PROJECT.fields()) {
            if (!section.name().equals("services")) {
                tryAll((path, value) -> file(path + value), section.name() + ": ");
                Shape entry = section.shape().hasOwnKeys()
                        ? section.shape().child("x")
                        : section.shape().item();
                String open = section.shape().hasOwnKeys() ? section.name() + ": {x: " : section.name() + ": [";
                String close = section.shape().hasOwnKeys() ? "}" : "]";
                collect(entry, open, close, (path, value) -> file(path + value));
            }
        }
        assertThat(defects.stream().limit(20)).isEmpty();
    }

    /** A file that cannot be read has no line, nor has the name of the project, which is given elsewhere. */
    private static boolean isWithoutLine(Problem problem) {
        return problem.location().line() == 0 && problem.path().startsWith("services.");
    }

    private static String file(String section) {
        return "services: {x: {image: x}}\n" + section + "\n";
    }

    private static String indented(String text, String space) {
        return space + text;
    }

    @FunctionalInterface
    private interface Document {
        String of(String path, String value);
    }

    /** Every key below {@code shape}: a map in flow form is opened for each step, and closed behind the value. */
    private void collect(Shape shape, String open, String close, Document document) {
        for (Field field : shape.fields()) {
            String before = open.isEmpty() ? "" : open + "{" + needed(shape, field);
            String behind = open.isEmpty() ? "" : "}" + close;
            tryAll((path, value) -> document.of(path, value + behind), before + field.name() + ": ");
            below(field.shape(), before + field.name() + ": ", behind, document);
        }
    }

    private void below(Shape shape, String open, String close, Document document) {
        collect(shape, open, close, document);
        if (shape.hasOwnKeys()) {
            tryAll((path, value) -> document.of(path, value + "}" + close), open + "{x: ");
            below(shape.child("x"), open + "{x: ", "}" + close, document);
        }
        if (shape.item() != Shape.ANYTHING) {
            tryAll((path, value) -> document.of(path, value + "]" + close), open + "[");
            below(shape.item(), open + "[", "]" + close, document);
        }
    }

    private static String needed(Shape shape, Field field) {
        StringBuilder needed = new StringBuilder();
        List<String> keys = new ArrayList<>(shape.required());
        keys.addAll(shape.field("source") == null ? List.of() : List.of("source"));
        keys.addAll(shape.field("target") == null ? List.of() : List.of("target"));
        keys.stream().distinct().filter(key -> !key.equals(field.name())).forEach(key -> needed.append(key)
                .append(": x, "));
        return needed.toString();
    }

    /** One of the values, another for each key; so many of the 15 as {@code -Dhomelab.values} says, 3 on CI. */
    private void tryAll(Document document, String path) {
        keys++;
        for (int i = 0; i < VALUES.size(); i++) {
            if ((i + keys) % (VALUES.size() / EACH) == 0) {
                attempt(document.of(path, VALUES.get(i)));
            }
        }
    }

    private void attempt(String text) {
        HomelabFolder lab = new HomelabFolder(folder).with("compose.yaml", text).variable("TOKEN", "t");
        try {
            lab.plan("all");
        } catch (InvalidInputException e) {
            e.problems().stream()
                    .filter(problem -> problem.isError() && isWithoutLine(problem))
                    .map(Problem::toString)
                    .forEach(problem -> defects.add("no line: " + problem + "\n" + text));
        } catch (HomelabException expected) {
            // refused otherwise, with a remedy
        } catch (RuntimeException | StackOverflowError e) {
            defects.add(e + " at " + e.getStackTrace()[0] + "\n" + text);
        }
    }
}
