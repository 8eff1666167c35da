package io.homelabhub.generation.template;

import io.homelabhub.generation.values.ConfigList;
import io.homelabhub.generation.values.ConfigMap;
import io.homelabhub.generation.values.ConfigNode;
import io.homelabhub.generation.values.ConfigScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of an expression's value before anything is rendered: the parts of the configuration that it can be. In a loop these are
 * the items.
 *
 * @param nodes what it can be; none if nothing is known
 */
record Shape(List<ConfigNode> nodes) {
    static final Shape UNKNOWN = new Shape(List.of());

    Shape {
        nodes = List.copyOf(nodes);
    }

    static Shape of(ConfigNode node) {
        return new Shape(List.of(node));
    }

    boolean isUnknown() {
        return nodes.isEmpty();
    }

    /** The member {@code name}; empty if none of the values has it. */
    Optional<Shape> member(String name) {
        if (isUnknown()) {
            return Optional.of(UNKNOWN);
        }
        List<ConfigNode> members =
                nodes.stream().flatMap(node -> member(node, name)).toList();
        return members.isEmpty() ? Optional.empty() : Optional.of(new Shape(members));
    }

    private static Stream<ConfigNode> member(ConfigNode node, String name) {
        if (node instanceof ConfigMap map) {
            return Stream.ofNullable(map.get(name));
        } else if (node instanceof ConfigList list && name.matches("[0-9]{1,9}")) {
            return list.items().stream().skip(Integer.parseInt(name)).limit(1);
        }
        return Stream.empty();
    }

    /** The names of all members, for suggestions. */
    List<String> names() {
        return nodes.stream()
                .filter(ConfigMap.class::isInstance)
                .flatMap(map -> ((ConfigMap) map).entries().keySet().stream())
                .distinct()
                .toList();
    }

    /** What a loop goes through: the items of lists, and of maps their entries with {@code key} and {@code value}. */
    Shape items() {
        return new Shape(nodes.stream().flatMap(Shape::items).toList());
    }

    private static Stream<ConfigNode> items(ConfigNode node) {
        if (node instanceof ConfigList list) {
            return list.items().stream();
        } else if (node instanceof ConfigMap map) {
            return map.entries().entrySet().stream().map(Shape::entry);
        }
        return Stream.empty();
    }

    private static ConfigNode entry(Map.Entry<String, ConfigNode> entry) {
        Map<String, ConfigNode> members = new LinkedHashMap<>();
        members.put("key", new ConfigScalar(entry.getKey(), entry.getValue().origin()));
        members.put("value", entry.getValue());
        return new ConfigMap(members, entry.getValue().origin());
    }

    /** Whether a loop can go through it. */
    boolean isIterable() {
        return isUnknown()
                || nodes.stream().anyMatch(node -> !(node instanceof ConfigScalar scalar) || scalar.value() == null);
    }

    Stream<ConfigNode> stream() {
        return nodes.stream();
    }
}
