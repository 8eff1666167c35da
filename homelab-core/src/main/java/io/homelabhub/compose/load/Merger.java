package io.homelabhub.compose.load;

import io.homelabhub.compose.keys.Index;
import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.keys.Shape;
import io.homelabhub.compose.tree.ByteOrder;
import io.homelabhub.compose.tree.GoText;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lays a later tree over an earlier one, which it changes. */
final class Merger {
    private static final int MOST_POOLS = 10_000;

    private final Findings findings;
    private final Trail trail = new Trail();

    Merger(Findings findings) {
        this.findings = findings;
    }

    /** Lays the file {@code later} over {@code earlier}. */
    void project(MapNode earlier, MapNode later) {
        maps(earlier, later, ProjectKeys.PROJECT);
    }

    /** Lays {@code later} over an entry of a section such as {@code services}: one that it extends, or that is included. */
    Node entry(String section, String name, Node earlier, Node later) {
        trail.into(section);
        trail.into(name);
        Node merged = merge(earlier, later, ProjectKeys.PROJECT.child(section).child(name));
        trail.out();
        trail.out();
        return merged;
    }

    private MapNode maps(MapNode earlier, MapNode later, Shape shape) {
        for (String key : later.keysNow()) {
            Node value = Objects.requireNonNull(later.get(key));
            Node before = earlier.get(key);
            if (before == null) {
                earlier.put(key, later.placeOf(key), value);
                continue;
            }
            trail.into(key);
            Node merged = merge(before, value, shape.child(key));
            earlier.put(key, merged == before ? earlier.placeOf(key) : later.placeOf(key), merged);
            trail.out();
        }
        return earlier;
    }

    private Node merge(Node earlier, Node later, Shape shape) {
        return switch (shape.merge()) {
            case REPLACE -> later;
            case SEQUENCE -> append(sequence(earlier), sequence(later), earlier, shape);
            case HOSTS -> hosts(earlier, later, shape);
            case BUILD -> mapsOrReport(buildMap(earlier), buildMap(later), later, shape);
            case DEPENDENCIES -> mapsOrReport(names(earlier, true), names(later, true), later, shape);
            case NAMES -> mapsOrReport(names(earlier, false), names(later, false), later, shape);
            case LOGGING -> logging(earlier, later, shape);
            case POOLS -> pools(earlier, later, shape);
            case LIMIT ->
                earlier instanceof MapNode && later instanceof MapNode ? byForm(earlier, later, shape) : later;
            case DEFAULT -> byForm(earlier, later, shape);
        };
    }

    private @Nullable MapNode names(Node node, boolean dependencies) {
        return LongForms.names(
                node,
                dependencies,
                item -> findings.error(
                        item.location(), trail.toString(), "found " + item.describe() + ", expected a name"));
    }

    private Node byForm(Node earlier, Node later, Shape shape) {
        if (later.isNull()) {
            return earlier;
        } else if (earlier instanceof MapNode before) {
            return later instanceof MapNode after ? maps(before, after, shape) : mismatch(earlier, later);
        } else if (earlier instanceof ListNode before) {
            return later instanceof ListNode after ? append(before, after, earlier, shape) : mismatch(earlier, later);
        }
        return later;
    }

    private Node mismatch(Node earlier, Node later) {
        findings.error(
                later.location(),
                trail.toString(),
                "found %s, which cannot be merged with %s at %s"
                        .formatted(later.describe(), earlier.describe(), earlier.location()),
                "write it in the same form, or mark it !override to replace what was there");
        return earlier;
    }

    private Node mapsOrReport(@Nullable MapNode earlier, @Nullable MapNode later, Node laterNode, Shape shape) {
        if (later == null && laterNode.isNull() && earlier != null) {
            return earlier;
        } else if (later == null) {
            return laterNode;
        }
        return earlier == null ? later : maps(earlier, later, shape);
    }

    /**
     * Both lists. Where an entry may stand once only, what a later file repeats is left out, as by version 5; version 2 refuses
     * it. Entries that have a key of their own are left to {@link Unicity}, for which the last one counts.
     */
    private static ListNode append(@Nullable ListNode earlier, @Nullable ListNode later, Node place, Shape shape) {
        List<Node> items = new ArrayList<>(earlier == null ? List.of() : earlier.items());
        if (later != null && shape.isUnique() && shape.index() == Index.NONE) {
            addNew(later.items(), items);
        } else if (later != null) {
            items.addAll(later.items());
        }
        return new ListNode(later == null ? place.location() : later.location(), items);
    }

    private static void addNew(List<Node> later, List<Node> items) {
        Set<@Nullable Object> known = new HashSet<>();
        items.forEach(item -> known.add(item.plain()));
        later.stream().filter(item -> known.add(item.plain())).forEach(items::add);
    }

    /** A list; a map becomes one of {@code KEY=VALUE}, sorted. */
    private static @Nullable ListNode sequence(Node node) {
        if (node instanceof ListNode list) {
            return list;
        } else if (node instanceof MapNode map) {
            return pairs(map);
        }
        boolean text = node instanceof ScalarNode scalar && scalar.value() instanceof String;
        return text ? new ListNode(node.location(), new ArrayList<>(List.of(node))) : null;
    }

    private static ListNode pairs(MapNode map) {
        List<ScalarNode> pairs = new ArrayList<>();
        for (String key : map.keys()) {
            Node value = Objects.requireNonNull(map.get(key));
            List<Node> values = value instanceof ListNode list ? list.items() : List.of(value);
            for (Node one : values) {
                String pair = value.isNull() ? key : key + "=" + GoText.of(one.plain());
                pairs.add(new ScalarNode(one.location(), pair));
            }
        }
        pairs.sort((a, b) -> ByteOrder.compare(a.text(), b.text()));
        return new ListNode(map.location(), new ArrayList<>(pairs));
    }

    private static Node hosts(Node earlier, Node later, Shape shape) {
        ListNode all = append(sequence(earlier), null, earlier, shape);
        ListNode after = sequence(later);
        if (after != null) {
            addNew(after.items(), all.items());
        }
        return all;
    }

    private static @Nullable MapNode buildMap(Node node) {
        if (node instanceof ScalarNode scalar && scalar.value() instanceof String) {
            MapNode map = new MapNode(node.location());
            map.put("context", node);
            return map;
        }
        return node instanceof MapNode map ? map : null;
    }

    private Node logging(Node earlier, Node later, Shape shape) {
        if (!(earlier instanceof MapNode before) || !(later instanceof MapNode after)) {
            return mismatch(earlier, later);
        }
        Node one = before.get("driver");
        Node other = after.get("driver");
        boolean sameDriver = one == null || other == null || Objects.equals(one.plain(), other.plain());
        return sameDriver ? maps(before, after, shape) : later;
    }

    private Node pools(Node earlier, Node later, Shape shape) {
        if (!(earlier instanceof ListNode before) || !(later instanceof ListNode after)) {
            return byForm(earlier, later, shape);
        }
        if ((long) before.items().size() * after.items().size() > MOST_POOLS) {
            findings.error(later.location(), trail.toString(), "too many address pools to merge");
            return earlier;
        }
        List<Node> pools = new ArrayList<>();
        for (Node one : before.items()) {
            for (Node other : after.items()) {
                if (one instanceof MapNode first && other instanceof MapNode second) {
                    pool(pools, first, second, shape);
                }
            }
        }
        return new ListNode(later.location(), pools);
    }

    private void pool(List<Node> pools, MapNode earlier, MapNode later, Shape shape) {
        if (!subnet(later).equals(subnet(earlier)) && indexOfSubnet(pools, later) < 0) {
            pools.add(later);
            return;
        }
        MapNode merged = maps(earlier, later, shape.item());
        int at = indexOfSubnet(pools, merged);
        if (at >= 0) {
            pools.set(at, merged);
        } else {
            pools.add(merged);
        }
    }

    private static int indexOfSubnet(List<Node> pools, MapNode pool) {
        for (int i = 0; i < pools.size(); i++) {
            if (subnet((MapNode) pools.get(i)).equals(subnet(pool))) {
                return i;
            }
        }
        return -1;
    }

    private static Object subnet(MapNode pool) {
        Node subnet = pool.get("subnet");
        Object value = subnet == null ? null : subnet.plain();
        return value == null ? "" : value;
    }
}
