package io.homelabhub.compose.load;

import io.homelabhub.compose.keys.PathRule;
import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.keys.Shape;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a directory before the relative paths of a tree. The directory may itself be relative: what a file includes is first
 * made relative to the project, and absolute with the rest of it.
 */
final class PathResolution {
    private static final List<String> REMOTE =
            List.of("https://", "http://", "git://", "ssh://", "github.com/", "git@", "service:");

    private final Findings findings;
    /** A file whose content is brought into a container. */
    private static final Pattern CONTENT_FILE = Pattern.compile("(config|secret)s\\..+\\.file");

    private final String directory;
    private final String home;
    private final Trail trail = new Trail();

    PathResolution(Findings findings, String directory, String home) {
        this.findings = findings;
        this.directory = directory;
        this.home = home;
    }

    void project(MapNode project) {
        children(project, ProjectKeys.PROJECT);
    }

    private void children(MapNode map, Shape shape) {
        map.replaceAll((key, value) -> {
            Shape child = shape.child(key);
            if (child == Shape.ANYTHING || key.equals("include")) {
                return value;
            }
            trail.into(key);
            Node resolved = resolve(value, child);
            trail.out();
            return resolved;
        });
    }

    private Node resolve(Node node, Shape shape) {
        if (shape.path() != PathRule.NONE && node instanceof ScalarNode scalar) {
            return scalar.value() instanceof String text
                    ? new ScalarNode(node.location(), apply(shape.path(), text, scalar))
                    : node;
        } else if (shape.path() == PathRule.VOLUME && node instanceof MapNode mount) {
            volume(mount);
        } else if (shape.path() == PathRule.VOLUME_OPTIONS && node instanceof MapNode volume) {
            device(volume);
        } else if (node instanceof MapNode map) {
            children(map, shape);
        } else if (node instanceof ListNode list && shape.item() != Shape.ANYTHING) {
            for (int i = 0; i < list.items().size(); i++) {
                trail.into(i);
                list.items().set(i, resolve(list.items().get(i), shape.item()));
                trail.out();
            }
        }
        return node;
    }

    private String apply(PathRule rule, String path, ScalarNode node) {
        Matcher file = CONTENT_FILE.matcher(trail.toString());
        if (file.matches() && Elsewhere.is(path)) {
            findings.add(Elsewhere.problem(node.location(), trail.toString(), file.group(1), path));
            return path;
        }
        return switch (rule) {
            case CONTEXT -> isRemote(path) ? path : local(path);
            case LOCAL -> local(path);
            case HOST -> host(path);
            case FOLLOWED -> followed(local(path), node);
            default -> path;
        };
    }

    private static boolean isRemote(String context) {
        return context.contains("://") || REMOTE.stream().anyMatch(context::startsWith);
    }

    private String local(String path) {
        String expanded = Paths.expandHome(path, home);
        return expanded.isEmpty() ? expanded : Paths.resolve(directory, expanded);
    }

    private String host(String path) {
        String expanded = Paths.expandHome(path, home);
        return Paths.isWindowsAbsolute(expanded) ? expanded : Paths.resolve(directory, expanded);
    }

    /** Compose follows the first symbolic link on the way, whatever comes behind it. */
    private String followed(String path, ScalarNode node) {
        String way = Paths.isAbsolute(path) ? "/" : "";
        for (String step : path.split("/", -1)) {
            if (step.isEmpty()) {
                continue;
            }
            way = Paths.join(way, step);
            Path link = Path.of(way);
            if (Files.isSymbolicLink(link)) {
                return target(link, way, path, node);
            }
        }
        return path;
    }

    private String target(Path link, String way, String path, ScalarNode node) {
        try {
            String target = link.toRealPath().toString();
            int at = path.indexOf(way);
            return at < 0 ? path : path.substring(0, at) + target + path.substring(at + way.length());
        } catch (IOException e) {
            findings.error(node.location(), trail.toString(), "the symbolic link " + way + " is broken");
            return path;
        }
    }

    private void volume(MapNode mount) {
        if (!"bind".equals(mount.text("type"))) {
            return;
        }
        Node source = mount.get("source");
        if (source == null) {
            findings.error(mount.location(), trail.toString(), "a bind mount needs a source");
        } else if (source instanceof ScalarNode scalar && scalar.value() instanceof String path) {
            mount.put("source", new ScalarNode(source.location(), host(path)));
        }
    }

    private void device(MapNode volume) {
        MapNode options = volume.map("driver_opts");
        if (!"local".equals(volume.text("driver")) || options == null || !"bind".equals(options.text("o"))) {
            return;
        }
        String device = options.text("device");
        if (device != null) {
            Node before = Objects.requireNonNull(options.get("device"));
            options.put("device", new ScalarNode(before.location(), host(device)));
        }
    }
}
