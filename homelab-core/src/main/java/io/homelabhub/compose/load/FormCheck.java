package io.homelabhub.compose.load;

import io.homelabhub.compose.keys.Field;
import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.keys.Shape;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.problem.Suggestion;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Checks that every value has a form that its key allows. What does not is reported and removed, so that the stages after it
 * meet only what they expect, and all problems of a file come at once.
 */
final class FormCheck {
    private final Findings findings;
    private final Trail trail = new Trail();

    FormCheck(Findings findings) {
        this.findings = findings;
    }

    void project(MapNode project) {
        map(project, ProjectKeys.PROJECT);
    }

    private boolean fits(Node node, Shape shape) {
        if (shape == Shape.ANYTHING) {
            return true;
        } else if (shape.forms().stream().noneMatch(form -> form.fits(node))) {
            if (!findings.isReported(trail.toString())) {
                report(node, mismatch(node, shape));
            }
            return false;
        }
        if (node instanceof MapNode map) {
            map(map, shape);
            return true;
        } else if (node instanceof ListNode list) {
            list(list, shape);
            return true;
        }
        return scalar((ScalarNode) node, shape);
    }

    /** For messages: what was found, and what was expected. */
    static String mismatch(Node node, Shape shape) {
        return "found " + described(node) + ", expected " + shape.expected();
    }

    private static String described(Node node) {
        boolean shown = node instanceof ScalarNode scalar && !scalar.isNull();
        return shown
                ? node.describe() + " \"" + Findings.shortened(((ScalarNode) node).text()) + "\""
                : node.describe();
    }

    private boolean scalar(ScalarNode node, Shape shape) {
        String expected = null;
        if (node.value() instanceof String text) {
            expected = shape.expectedInsteadOf(text);
        } else if (node.value() instanceof Number number) {
            expected = shape.expectedInsteadOf(number.doubleValue());
        }
        if (expected != null) {
            findings.error(
                    node.location(),
                    trail.toString(),
                    "found \"" + Findings.shortened(node.text()) + "\", expected " + expected,
                    Suggestion.didYouMean(node.text(), shape.choices()));
        }
        return expected == null;
    }

    private void map(MapNode map, Shape shape) {
        List<String> missing =
                shape.required().stream().filter(key -> !map.has(key)).toList();
        map.replaceAll((key, value) -> {
            trail.into(key);
            boolean fits = shape.hasOwnKeys() ? ownKey(map, key, value, shape) : fixedKey(map, key, value, shape);
            trail.out();
            return fits ? value : null;
        });
        missing.forEach(key -> report(map, "the key \"" + key + "\" is missing"));
    }

    private boolean ownKey(MapNode map, String key, Node value, Shape shape) {
        if (!shape.keyRule().allows(key)) {
            findings.error(
                    map.placeOf(key),
                    trail.toString(),
                    "the name \"%s\" may consist only of %s"
                            .formatted(Findings.shortened(key), shape.keyRule().words()));
            return false;
        }
        return !shape.keyRule().checks(key) || fits(value, shape.child(key));
    }

    private boolean fixedKey(MapNode map, String key, Node value, Shape shape) {
        Field field = shape.field(key);
        if (field != null) {
            return fits(value, field.shape());
        } else if (shape.isLenient() || (shape.isExtensible() && key.startsWith("x-"))) {
            return true;
        }
        boolean ofServices = shape == ProjectKeys.JOB && ProjectKeys.SERVICE.field(key) != null;
        findings.error(
                map.placeOf(key),
                trail.toString(),
                (ofServices ? "a job has no key \"" : "unknown key \"") + Findings.shortened(key) + "\"",
                findings.isFull() ? "" : meant(key, shape));
        return false;
    }

    private static String meant(String key, Shape shape) {
        if (shape == ProjectKeys.JOB && ProjectKeys.SERVICE.field(key) != null) {
            return "remove it: a job runs to its end, once for each trigger";
        }
        String near = Suggestion.didYouMean(key, shape.names());
        if (!near.isEmpty() || shape == ProjectKeys.SERVICE || ProjectKeys.SERVICE.field(key) == null) {
            return near;
        }
        return shape == ProjectKeys.PROJECT ? "it belongs in a service, indented below its name" : "";
    }

    private void list(ListNode list, Shape shape) {
        Map<Object, SourceLocation> seen = new HashMap<>();
        Iterator<Node> items = list.items().iterator();
        for (int i = 0; items.hasNext(); i++) {
            Node item = items.next();
            trail.into(i);
            if (!fits(item, shape.item()) || (shape.isUnique() && !isNew(item, seen))) {
                items.remove();
            }
            trail.out();
        }
    }

    /** A number is not the same as the string of its digits, for version 5; version 2 takes it for that if the string is first. */
    private boolean isNew(Node item, Map<Object, SourceLocation> seen) {
        Object value = Objects.requireNonNullElse(item.plain(), "\0");
        Object comparable = value instanceof Number number ? (Object) number.doubleValue() : value;
        SourceLocation first = seen.putIfAbsent(comparable, item.location());
        if (first != null) {
            report(item, "the same entry is at " + first + " already");
        }
        return first == null;
    }

    private void report(Node node, String message) {
        findings.error(node.location(), trail.toString(), message);
    }
}
