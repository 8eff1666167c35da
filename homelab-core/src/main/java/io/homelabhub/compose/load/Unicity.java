package io.homelabhub.compose.load;

import io.homelabhub.compose.keys.Index;
import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.keys.Shape;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Of two entries of a list that mean the same thing, keeps the later one, in the place of the earlier. */
final class Unicity {
    private final Findings findings;
    private final Trail trail = new Trail();

    Unicity(Findings findings) {
        this.findings = findings;
    }

    void project(MapNode project) {
        map(project, ProjectKeys.PROJECT);
    }

    private void map(MapNode map, Shape shape) {
        for (String key : map.keys()) {
            Shape child = shape.child(key);
            if (child == Shape.ANYTHING) {
                continue;
            }
            Node value = map.get(key);
            trail.into(key);
            if (value instanceof MapNode inner) {
                map(inner, child);
            } else if (value instanceof ListNode list && child.index() != Index.NONE) {
                list(list, child);
            }
            trail.out();
        }
    }

    private void list(ListNode list, Shape shape) {
        Index index = shape.index();
        if (list.items().size() < 2 && !needsKey(index)) {
            return;
        }
        List<Node> kept = new ArrayList<>(list.items().size());
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < list.items().size(); i++) {
            Node item = list.items().get(i);
            trail.into(i);
            if (index == Index.KEY && !(item instanceof ScalarNode scalar && scalar.value() instanceof String)) {
                findings.error(item.location(), trail.toString(), FormCheck.mismatch(item, shape.item()));
            }
            String key = key(item, index);
            trail.out();
            Integer place = key == null ? null : places.get(key);
            if (place != null) {
                kept.set(place, item);
            } else {
                kept.add(item);
                places.put(key == null ? "\0" + i : key, kept.size() - 1);
            }
        }
        list.items().clear();
        list.items().addAll(kept);
    }

    private static boolean needsKey(Index index) {
        return index == Index.DEVICE
                || index == Index.VOLUME
                || index == Index.PORT
                || index == Index.EXPOSE
                || index == Index.KEY;
    }

    /** What identifies {@code item}; null if it is not of a kind that can be identified, which the check of forms reports. */
    private @Nullable String key(Node item, Index index) {
        if (item instanceof MapNode map) {
            return mapKey(map, index);
        } else if (!(item instanceof ScalarNode) || item.isNull()) {
            return null;
        }
        String text = ((ScalarNode) item).text();
        boolean fraction = ((ScalarNode) item).value() instanceof Double;
        return switch (index) {
            case KEY -> before(text, '=');
            case DEVICE -> deviceTarget(text);
            case VOLUME -> volumeTarget(text);
            case SECRET -> "/run/secrets/" + text;
            case CONFIG -> "/" + text;
            case PORT -> fraction ? null : text;
            case EXPOSE -> exposed((ScalarNode) item);
            default -> text;
        };
    }

    private @Nullable String mapKey(MapNode map, Index index) {
        return switch (index) {
            case VOLUME, DEVICE -> target(map);
            case SECRET, CONFIG -> mountTarget(map, index);
            case PORT -> map.has("target") ? portKey(map) : missing(map, "target");
            case ENV_FILE -> map.has("path") ? String.valueOf(map.text("path")) : missing(map, "path");
            default -> null;
        };
    }

    private @Nullable String target(MapNode map) {
        String target = map.text("target");
        return target != null ? target : missing(map, "target");
    }

    private @Nullable String missing(MapNode map, String key) {
        if (!findings.isReported(trail.with(key))) {
            findings.error(map.location(), trail.toString(), "the key \"" + key + "\" is missing");
        }
        return null;
    }

    private static String mountTarget(MapNode map, Index index) {
        Node target = map.get("target");
        if (target != null) {
            return String.valueOf(target.plain());
        }
        return (index == Index.SECRET ? "/run/secrets/" : "/") + map.text("source");
    }

    /** A published port that is a number is never the same as one that is a string. */
    private static String portKey(MapNode map) {
        Node published = map.get("published");
        Object port = published == null ? null : published.plain();
        String shown = port instanceof String ? port.toString() : "%" + port;
        String target = map.get("target") instanceof ScalarNode scalar ? scalar.text() : "";
        return textOr(map, "host_ip", "0.0.0.0") + ":" + shown + ":" + target + "/" + textOr(map, "protocol", "tcp");
    }

    private static String textOr(MapNode map, String key, String otherwise) {
        Node value = map.get(key);
        return value == null ? otherwise : String.valueOf(value.plain());
    }

    private static String before(String text, char separator) {
        int at = text.indexOf(separator);
        return at < 0 ? text : text.substring(0, at);
    }

    private String exposed(ScalarNode port) {
        if (!(port.value() instanceof String) && !(port.value() instanceof Long)) {
            findings.error(port.location(), trail.toString(), "found " + port.text() + ", expected a port or a range");
        }
        return port.text();
    }

    private static String deviceTarget(String device) {
        String[] parts = device.split(":", -1);
        return parts.length == 1 ? parts[0] : parts[1];
    }

    private @Nullable String volumeTarget(String spec) {
        try {
            return VolumeSpec.parse(spec).target();
        } catch (IllegalArgumentException reportedWithItsLongForm) {
            return null;
        }
    }
}
