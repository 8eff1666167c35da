package io.homelabhub.compose.load;

import io.homelabhub.compose.keys.Encoding;
import io.homelabhub.compose.keys.Field;
import io.homelabhub.compose.keys.Shape;
import io.homelabhub.compose.tree.ByteOrder;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.yaml.YamlTimestamp;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives values their canonical form: what docker compose prints, in its order, without what is empty. Reports what cannot
 * be converted.
 */
public final class Encoder {
    /** The key behind which the value of a secret or config that comes from the environment is kept. */
    public static final String CONTENT_FROM_ENVIRONMENT = "x-#value";

    /** The key behind which the absolute path of an encrypted file and a key in it are kept, as {@code /lab/base.enc.yaml#KEY}. */
    public static final String ENCRYPTED = "x-#encrypted";

    private static final String HIDDEN = "x-#";
    private static final String EXTENSIONS = "#extensions";
    private static final SourceLocation NOWHERE = SourceLocation.of(Path.of(""));

    private final Findings findings;
    private final Trail trail;
    private final boolean yaml;
    private final ScalarEncoder scalars;

    /**
     * An encoder.
     *
     * @param yaml whether the form is that for YAML: with {@code x-} keys, without empty objects that JSON always has
     */
    public Encoder(Findings findings, boolean yaml) {
        this.findings = findings;
        this.trail = new Trail();
        this.yaml = yaml;
        this.scalars = new ScalarEncoder(findings, trail);
    }

    /** The canonical form of an entry in a section of the project. */
    public Map<String, @Nullable Object> entry(String section, String name, MapNode node, Shape shape) {
        trail.into(section);
        trail.into(name);
        Map<String, @Nullable Object> entry = object(node, shape);
        trail.out();
        trail.out();
        return entry;
    }

    private Map<String, @Nullable Object> object(MapNode node, Shape shape) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (Field field : shape.fields()) {
            Node value = node.get(field.name());
            trail.into(field.name());
            Object encoded = value == null ? null : value(value, field.shape());
            trail.out();
            if (encoded == null && field.always()) {
                encoded = unset(field.shape());
            }
            if (encoded != null || (field.always() && field.shape().encoding() == Encoding.COMMAND && !yaml)) {
                object.put(yaml ? field.name() : jsonName(field.name(), shape), encoded);
            }
        }
        if (yaml) {
            extensions(node).forEach(object::put);
        }
        return Collections.unmodifiableMap(object);
    }

    /** Entries of {@code blkio_config} are printed with a capital. */
    private static String jsonName(String name, Shape shape) {
        boolean device = shape.fields().size() == 2 && (shape.field("rate") != null || shape.field("weight") != null);
        return device ? Character.toUpperCase(name.charAt(0)) + name.substring(1) : name;
    }

    /** What an object always shows for a key that is not set. */
    private @Nullable Object unset(Shape shape) {
        return switch (shape.encoding()) {
            case OBJECT -> {
                Map<String, @Nullable Object> empty = object(new MapNode(NOWHERE), shape);
                yield yaml && empty.isEmpty() ? null : empty;
            }
            case FLAG -> false;
            case WHOLE, UNSIGNED, UNSIGNED_16 -> 0L;
            case TEXT -> "";
            case BYTES -> "0";
            default -> null;
        };
    }

    /** The {@code x-} keys of {@code node} with their values as they are. */
    public static Map<String, @Nullable Object> extensions(MapNode node) {
        Map<String, @Nullable Object> extensions = new TreeMap<>(ByteOrder::compare);
        for (String key : node.keys()) {
            if (key.startsWith("x-") && !key.startsWith(HIDDEN)) {
                extensions.put(key, plain(Objects.requireNonNull(node.get(key))));
            }
        }
        return extensions;
    }

    /** The value of {@code node} as maps in the order of their keys, lists and scalars. */
    public static @Nullable Object plain(Node node) {
        if (node instanceof MapNode map) {
            Map<String, @Nullable Object> plain = new TreeMap<>(ByteOrder::compare);
            map.keys().stream()
                    .filter(key -> !key.startsWith(HIDDEN))
                    .forEach(key -> plain.put(key, plain(Objects.requireNonNull(map.get(key)))));
            return Collections.unmodifiableMap(plain);
        } else if (node instanceof ListNode list) {
            List<@Nullable Object> plain = new ArrayList<>(list.items().size());
            list.items().forEach(item -> plain.add(plain(item)));
            return Collections.unmodifiableList(plain);
        }
        Object value = ((ScalarNode) node).value();
        return value instanceof YamlTimestamp ? value.toString() : value;
    }

    private @Nullable Object value(Node node, Shape shape) {
        if (node.isNull()) {
            return null;
        }
        return switch (shape.encoding()) {
            case OBJECT -> node instanceof MapNode map ? object(map, shape) : null;
            case MAP -> node instanceof MapNode map ? named(map, shape) : null;
            case LIST -> node instanceof ListNode list ? list(list, shape) : null;
            case ENV_FILE -> node instanceof MapNode map ? envFile(map, shape) : null;
            case ULIMIT -> node instanceof MapNode map ? ulimit(map, shape) : scalars.encode(node, shape);
            case FLAG -> node instanceof MapNode ? true : scalars.encode(node, shape);
            default ->
                node instanceof ScalarNode && !isText(shape.encoding())
                        ? scalars.encode(node, shape)
                        : new CollectionEncoder(findings, trail, yaml).encode(node, shape);
        };
    }

    private static boolean isText(Encoding encoding) {
        return switch (encoding) {
            case COMMAND, HEALTH_TEST, TEXTS, ANY_TEXTS -> true;
            default -> false;
        };
    }

    private @Nullable Object named(MapNode map, Shape shape) {
        Map<String, @Nullable Object> named = new TreeMap<>(ByteOrder::compare);
        boolean dependencies = shape.child("x").field("condition") != null;
        for (String key : map.keys()) {
            if (key.startsWith("x-") && !dependencies) {
                named.put(EXTENSIONS, Map.of());
                continue;
            }
            Node value = Objects.requireNonNull(map.get(key));
            trail.into(key);
            Object encoded = value(value, shape.child(key));
            trail.out();
            if (encoded != null || value.isNull()) {
                named.put(key, encoded);
            }
        }
        return named.isEmpty() ? null : Collections.unmodifiableMap(named);
    }

    private @Nullable Object list(ListNode list, Shape shape) {
        List<@Nullable Object> items = new ArrayList<>(list.items().size());
        for (int i = 0; i < list.items().size(); i++) {
            trail.into(i);
            Object item = value(list.items().get(i), shape.item());
            if (item != null) {
                items.add(item);
            }
            trail.out();
        }
        return items.isEmpty() ? null : Collections.unmodifiableList(items);
    }

    private @Nullable Object ulimit(MapNode map, Shape shape) {
        Map<String, @Nullable Object> limit = new LinkedHashMap<>();
        for (String key : List.of("soft", "hard")) {
            Node value = map.get(key);
            trail.into(key);
            Object number = value == null ? null : scalars.encode(value, shape.child(key));
            trail.out();
            if (number != null || yaml) {
                limit.put(key, number == null ? (Object) 0L : number);
            }
        }
        return Collections.unmodifiableMap(limit);
    }

    private Object envFile(MapNode file, Shape shape) {
        Node required = file.get("required");
        trail.into("required");
        boolean optional =
                required != null && !required.isNull() && scalars.encode(required, shape.child("required")) == null;
        trail.out();
        String path = Objects.requireNonNullElse(file.text("path"), "");
        if (!optional) {
            return path;
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("path", path);
        entry.put("required", false);
        String format = file.text("format");
        if (format != null && !format.isEmpty() && !yaml) {
            entry.put("format", format);
        }
        return Collections.unmodifiableMap(entry);
    }
}
