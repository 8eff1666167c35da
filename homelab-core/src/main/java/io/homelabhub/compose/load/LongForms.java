package io.homelabhub.compose.load;

import static io.homelabhub.compose.keys.Form.LIST;
import static io.homelabhub.compose.keys.Form.MAP;
import static io.homelabhub.compose.keys.Form.STRING;

import io.homelabhub.compose.keys.Form;
import io.homelabhub.compose.keys.LongForm;
import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.keys.Shape;
import io.homelabhub.compose.tree.GoText;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.problem.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes short forms out in full. What is in full already stays, so a tree can go through more than once. */
final class LongForms {
    private final Findings findings;
    private final boolean lenient;
    private final Trail trail = new Trail();
    private final MountForms mounts;
    private final PortForms ports;

    /**
     * The stage.
     *
     * @param lenient whether a short form that cannot be read is left as it is; so it is while variables are not filled in
     */
    LongForms(Findings findings, Budget budget, boolean lenient) {
        this.findings = findings;
        this.lenient = lenient;
        this.mounts = new MountForms(findings, trail, lenient);
        this.ports = new PortForms(findings, budget, trail, lenient);
    }

    void project(MapNode project) {
        children(project, ProjectKeys.PROJECT);
    }

    private void children(MapNode map, Shape shape) {
        map.replaceAll((key, value) -> {
            Shape child = shape.child(key);
            if (child == Shape.ANYTHING) {
                return value;
            }
            trail.into(key);
            Node full = full(value, child);
            trail.out();
            return full;
        });
    }

    private void items(ListNode list, Shape shape) {
        List<Node> items = list.items();
        if (shape.item() == Shape.ANYTHING) {
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            trail.into(i);
            Node full = full(items.get(i), shape.item());
            if (full != null) {
                items.set(i, full);
            }
            trail.out();
        }
    }

    private @Nullable Node full(Node node, Shape shape) {
        Node full = shape.longForm() == LongForm.NONE ? node : rewrite(node, shape.longForm());
        if (full instanceof MapNode map) {
            children(map, shape);
        } else if (full instanceof ListNode list) {
            items(list, shape);
        }
        return full;
    }

    private Node rewrite(Node node, LongForm form) {
        String text = node instanceof ScalarNode scalar && scalar.value() instanceof String string ? string : null;
        return switch (form) {
            case BUILD -> text == null ? need(node, MAP) : single(node, "context");
            case EXTENDS -> text == null ? need(node, MAP) : single(node, "service");
            case SCHEDULE -> text == null ? need(node, MAP) : single(node, "cron");
            case FILE_MOUNT -> text == null ? need(node, MAP) : single(node, "source");
            case LIST -> text == null ? node : new ListNode(node.location(), new ArrayList<>(List.of(node)));
            case TEXT ->
                text != null || !(node instanceof ScalarNode scalar)
                        ? node
                        : new ScalarNode(node.location(), scalar.text());
            case DEPENDENCIES -> dependencies(need(node, LIST, MAP));
            case NAMES -> Objects.requireNonNullElse(names(node, false, this::unnamed), node);
            case DEVICE -> text == null ? need(node, MAP) : mounts.device(node.location(), text);
            case VOLUME -> text == null ? need(node, MAP) : mounts.volume(node, text);
            case ENV_FILES -> envFiles(need(node, STRING, LIST));
            case GPUS -> text == null ? need(node, LIST) : gpus(node.location());
            case KEY_VALUES -> node instanceof ListNode list ? keyValues(list) : need(node, MAP);
            case SSH -> node instanceof ListNode list ? ssh(list) : need(node, MAP);
            case PORTS -> node instanceof ListNode list ? ports.ports(list) : need(node, LIST);
            case MAYBE_EXTERNAL -> node instanceof MapNode map ? external(map) : node;
            case ULIMIT -> ulimit(node);
            case NONE -> node;
        };
    }

    /** Reports a value that no rule of its key can read; only files that others extend come here unchecked. */
    private Node need(Node node, Form... forms) {
        if (!lenient && Stream.of(forms).noneMatch(form -> form.fits(node))) {
            String words = Stream.of(forms).map(Form::words).collect(Collectors.joining(" or "));
            findings.error(node.location(), trail.toString(), "found " + node.describe() + ", expected " + words);
        }
        return node;
    }

    private static MapNode single(Node node, String key) {
        MapNode map = new MapNode(node.location(), 2);
        map.put(key, node);
        return map;
    }

    private Node dependencies(Node node) {
        MapNode map = names(node, true, this::unnamed);
        if (map == null) {
            return node;
        }
        for (String key : map.keys()) {
            if (map.get(key) instanceof MapNode dependency) {
                putIfAbsent(dependency, "condition", "service_started");
                putIfAbsent(dependency, "required", true);
            }
        }
        return map;
    }

    private void unnamed(Node item) {
        findings.error(item.location(), trail.toString(), "found " + item.describe() + ", expected a name");
    }

    /**
     * A list of names as a map; with {@code dependencies} each gets the default conditions. Null for other forms.
     *
     * @param unnamed told of each item that is no string
     */
    static @Nullable MapNode names(Node node, boolean dependencies, Consumer<Node> unnamed) {
        if (!(node instanceof ListNode list)) {
            return node instanceof MapNode map ? map : null;
        }
        MapNode map = new MapNode(list.location(), list.items().size());
        for (Node item : list.items()) {
            if (!(item instanceof ScalarNode name) || !(name.value() instanceof String)) {
                unnamed.accept(item);
            } else {
                map.put(
                        name.text(),
                        dependencies ? dependency(item.location()) : new ScalarNode(item.location(), null));
            }
        }
        return map;
    }

    private static MapNode dependency(SourceLocation location) {
        MapNode dependency = new MapNode(location, 2);
        putIfAbsent(dependency, "condition", "service_started");
        putIfAbsent(dependency, "required", true);
        return dependency;
    }

    private static Node envFiles(Node node) {
        if (node instanceof ScalarNode scalar && scalar.value() instanceof String) {
            return new ListNode(node.location(), new ArrayList<>(List.of(envFile(node))));
        } else if (node instanceof ListNode list) {
            list.items().replaceAll(LongForms::envFile);
        }
        return node;
    }

    private static Node envFile(Node node) {
        if (node instanceof ScalarNode scalar && scalar.value() instanceof String) {
            MapNode file = single(node, "path");
            putIfAbsent(file, "required", true);
            return file;
        } else if (node instanceof MapNode map) {
            putIfAbsent(map, "required", true);
        }
        return node;
    }

    private static Node gpus(SourceLocation location) {
        MapNode all = new MapNode(location, 1);
        putIfAbsent(all, "count", "all");
        return new ListNode(location, new ArrayList<>(List.of(all)));
    }

    private Node keyValues(ListNode list) {
        MapNode map = new MapNode(list.location(), list.items().size());
        for (int i = 0; i < list.items().size(); i++) {
            Node item = list.items().get(i);
            String text = GoText.of(item.plain());
            int equals = text.indexOf('=');
            if (equals < 0 && lenient) {
                return list;
            } else if (equals < 0) {
                trail.into(i);
                findings.error(item.location(), trail.toString(), "found \"" + text + "\", expected NAME=value");
                trail.out();
            } else {
                map.put(text.substring(0, equals), new ScalarNode(item.location(), text.substring(equals + 1)));
            }
        }
        return map;
    }

    private Node ssh(ListNode list) {
        MapNode map = new MapNode(list.location(), list.items().size());
        for (Node item : list.items()) {
            String text = GoText.of(item.plain());
            int equals = text.indexOf('=');
            if (equals < 0 && !text.equals("default")) {
                findings.error(
                        item.location(), trail.toString(), "found \"" + text + "\", expected default or ID=path");
            }
            String id = equals < 0 ? text : text.substring(0, equals);
            map.put(id, new ScalarNode(item.location(), equals < 0 ? null : text.substring(equals + 1)));
        }
        return map;
    }

    private MapNode external(MapNode resource) {
        if (!(resource.get("external") instanceof MapNode external)) {
            return resource;
        }
        SourceLocation location = external.location();
        resource.put("external", new ScalarNode(location, true));
        Node inner = external.get("name");
        if (inner == null) {
            return resource;
        }
        findings.warn(
                "external-name",
                location,
                trail.toString(),
                "external.name is deprecated",
                "write name and external: true");
        Node name = resource.get("name");
        if (name == null) {
            resource.put("name", inner);
        } else if (!Objects.equals(name.plain(), inner.plain())) {
            findings.error(inner.location(), trail.toString(), "name and external.name differ", "use only name");
        }
        return resource;
    }

    private Node ulimit(Node node) {
        boolean known =
                node instanceof MapNode || (node instanceof ScalarNode scalar && scalar.value() instanceof Long);
        if (!known && !lenient) {
            findings.error(
                    node.location(),
                    trail.toString(),
                    "found " + node.describe() + ", expected a whole number or a map");
        }
        return node;
    }

    static void putIfAbsent(MapNode map, String key, Object value) {
        if (!map.has(key)) {
            map.put(key, new ScalarNode(map.location(), value));
        }
    }

    static void putUnlessEmpty(MapNode map, String key, String value) {
        if (!value.isEmpty()) {
            map.put(key, new ScalarNode(map.location(), value));
        }
    }
}
