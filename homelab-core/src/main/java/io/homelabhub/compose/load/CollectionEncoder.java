package io.homelabhub.compose.load;

import io.homelabhub.compose.keys.Encoding;
import io.homelabhub.compose.keys.Shape;
import io.homelabhub.compose.tree.ByteOrder;
import io.homelabhub.compose.tree.GoText;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The canonical form of lists of words and maps of strings. Null stands for a value that is not printed. */
final class CollectionEncoder {
    private static final String EXTENSIONS = "#extensions";

    private final Findings findings;
    private final Trail trail;
    private final boolean yaml;

    CollectionEncoder(Findings findings, Trail trail, boolean yaml) {
        this.findings = findings;
        this.trail = trail;
        this.yaml = yaml;
    }

    @Nullable
    Object encode(Node node, Shape shape) {
        return switch (shape.encoding()) {
            case COMMAND -> command(node);
            case HEALTH_TEST -> healthTest(node);
            case TEXTS, ANY_TEXTS -> unlessEmpty(texts(node, shape.encoding()));
            case PAIRS, OPTIONS, TEXT_MAP, ENVIRONMENT, LABELS -> pairs(node, shape.encoding());
            case MULTI_OPTIONS -> node instanceof MapNode map ? multiOptions(map) : null;
            case HOSTS -> hosts(node);
            case SSH_KEYS -> node instanceof MapNode map ? sshKeys(map) : null;
            default -> null;
        };
    }

    private static @Nullable List<String> unlessEmpty(List<String> list) {
        return list.isEmpty() ? null : Collections.unmodifiableList(list);
    }

    private @Nullable Object command(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return Collections.unmodifiableList(texts(node, Encoding.TEXTS));
        }
        try {
            return Collections.unmodifiableList(ShellWords.split(scalar.text()));
        } catch (IllegalArgumentException e) {
            findings.error(
                    node.location(),
                    trail.toString(),
                    "the command cannot be split into words: " + e.getMessage(),
                    "quote it, or write it as a list");
            return List.of();
        }
    }

    private @Nullable Object healthTest(Node node) {
        if (node instanceof ScalarNode scalar) {
            return List.of("CMD-SHELL", scalar.text());
        }
        return unlessEmpty(texts(node, Encoding.TEXTS));
    }

    private List<String> texts(Node node, Encoding encoding) {
        List<Node> items = node instanceof ListNode list ? list.items() : List.of(node);
        List<String> texts = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            Object value = items.get(i) instanceof ScalarNode scalar ? scalar.value() : items.get(i);
            boolean any = encoding == Encoding.ANY_TEXTS && value instanceof Number;
            if (value instanceof String || value instanceof Long || any) {
                texts.add(GoText.of(value));
            } else {
                String found = items.get(i) instanceof ScalarNode scalar
                        ? scalar.text()
                        : items.get(i).describe();
                findings.error(
                        items.get(i).location(), trail + "[" + i + "]", "found " + found + ", expected a string");
            }
        }
        return texts;
    }

    private @Nullable Object pairs(Node node, Encoding encoding) {
        Map<String, @Nullable Object> pairs = new TreeMap<>(ByteOrder::compare);
        if (node instanceof MapNode map) {
            fromMap(map, encoding, pairs);
        } else if (node instanceof ListNode list) {
            list.items().forEach(item -> fromItem(item, encoding, pairs));
        }
        return pairs.isEmpty() ? null : Collections.unmodifiableMap(pairs);
    }

    private void fromMap(MapNode map, Encoding encoding, Map<String, @Nullable Object> pairs) {
        Map<String, @Nullable Object> extensions = new TreeMap<>(ByteOrder::compare);
        for (String key : map.keys()) {
            Node value = Objects.requireNonNull(map.get(key));
            if (encoding == Encoding.TEXT_MAP && (key.startsWith("x-") || !isText(value))) {
                findings.error(value.location(), trail.with(key), "found " + value.describe() + ", expected a string");
            } else if (key.startsWith("x-")) {
                extensions.put(key, value.plain());
            } else {
                String unset = encoding == Encoding.ENVIRONMENT ? null : "";
                pairs.put(key, value.isNull() ? unset : GoText.of(value.plain()));
            }
        }
        if (!extensions.isEmpty()) {
            pairs.put(EXTENSIONS, GoText.of(extensions)); // docker compose takes them for extensions here too
        }
    }

    private static boolean isText(Node node) {
        return node instanceof ScalarNode scalar
                && (scalar.value() instanceof String || scalar.value() instanceof Long || scalar.isNull());
    }

    private void fromItem(Node item, Encoding encoding, Map<String, @Nullable Object> pairs) {
        String text = GoText.of(item.plain());
        int equals = text.indexOf('=');
        String key = equals < 0 ? text : text.substring(0, equals);
        if (encoding == Encoding.ENVIRONMENT
                && !key.isEmpty()
                && Character.isWhitespace(key.charAt(key.length() - 1))) {
            findings.error(
                    item.location(),
                    trail.toString(),
                    "the name \"" + key + "\" ends with a space",
                    "write NAME=value");
        }
        String unset = encoding == Encoding.ENVIRONMENT ? null : "";
        pairs.put(key, equals < 0 ? unset : text.substring(equals + 1));
    }

    private static @Nullable Object multiOptions(MapNode map) {
        Map<String, @Nullable Object> options = new TreeMap<>(ByteOrder::compare);
        Map<String, @Nullable Object> extensions = new TreeMap<>(ByteOrder::compare);
        for (String key : map.keys()) {
            Node value = Objects.requireNonNull(map.get(key));
            if (key.startsWith("x-")) {
                extensions.put(key, value.plain());
                continue;
            }
            List<Node> values = value instanceof ListNode list ? list.items() : List.of(value);
            options.put(key, values.stream().map(one -> GoText.of(one.plain())).toList());
        }
        if (!extensions.isEmpty()) {
            options.put(EXTENSIONS, List.of(GoText.of(extensions)));
        }
        return options.isEmpty() ? null : Collections.unmodifiableMap(options);
    }

    private @Nullable Object hosts(Node node) {
        boolean none = (node instanceof MapNode map && map.isEmpty())
                || (node instanceof ListNode list && list.items().isEmpty());
        if (none) {
            return null;
        }
        List<String> hosts = new ArrayList<>();
        if (node instanceof MapNode map) {
            for (String host : map.keys()) {
                Node value = Objects.requireNonNull(map.get(host));
                List<Node> addresses = value instanceof ListNode list ? list.items() : List.of(value);
                for (Node address : addresses) {
                    host(hosts, host, address.isNull() ? "" : GoText.of(address.plain()), value);
                }
            }
        } else if (node instanceof ListNode list) {
            list.items().forEach(item -> hosts(hosts, item));
        }
        hosts.sort(ByteOrder::compare);
        return Collections.unmodifiableList(hosts);
    }

    private void hosts(List<String> hosts, Node item) {
        String text = GoText.of(item.plain());
        int separator = text.indexOf('=') < 0 ? text.indexOf(':') : text.indexOf('=');
        if (separator < 0) {
            findings.error(
                    item.location(),
                    trail.toString(),
                    "found \"" + text + "\" without an address",
                    "write host=address");
            return;
        }
        for (String address : text.substring(separator + 1).split(",", -1)) {
            host(hosts, text.substring(0, separator), address, item);
        }
    }

    private void host(List<String> hosts, String host, String address, Node node) {
        if (host.isEmpty() || host.indexOf(':') >= 0 || host.indexOf('=') >= 0) {
            findings.error(node.location(), trail.toString(), "\"" + host + "\" is not a host name");
            return;
        }
        boolean bracketed = address.length() > 2 && address.startsWith("[") && address.endsWith("]");
        hosts.add(host + "=" + (bracketed ? address.substring(1, address.length() - 1) : address));
    }

    /** A key without a path by its name alone; one with a path as a map of one entry, or as {@code id: path}. */
    private @Nullable Object sshKeys(MapNode map) {
        List<Object> keys = new ArrayList<>();
        for (String id : map.keys().stream().sorted(ByteOrder::compare).toList()) {
            Node path = Objects.requireNonNull(map.get(id));
            String text = path.isNull() ? "" : GoText.of(path.plain());
            keys.add(text.isEmpty() ? id : yaml ? id + ": " + text : Map.of(id, text));
        }
        return keys.isEmpty() ? null : Collections.unmodifiableList(keys);
    }
}
