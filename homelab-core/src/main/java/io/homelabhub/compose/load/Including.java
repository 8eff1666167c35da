package io.homelabhub.compose.load;

import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.variables.VariableOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Brings in the projects that a document includes. */
final class Including {
    private static final int DEEPEST = 50;
    private static final List<String> SECTIONS =
            List.of("services", "jobs", "volumes", "networks", "secrets", "configs", "models");

    private final ModelLoader loader;
    private final Findings findings;
    private final ModelLoader.Place place;

    Including(ModelLoader loader, ModelLoader.Place place) {
        this.loader = loader;
        this.findings = loader.findings();
        this.place = place;
    }

    /** @param resets what is marked in {@code document}, which goes from what is included, too */
    void document(MapNode document, List<Reset> resets) {
        Node include = document.remove("include");
        if (include == null || include.isNull()) {
            return;
        }
        if (include instanceof ListNode list) {
            for (int i = 0; i < list.items().size(); i++) {
                entry(document, resets, list.items().get(i), "include[" + i + "]");
            }
            return;
        }
        findings.error(
                include.location(),
                "include",
                "found " + include.describe() + ", expected a list",
                "begin with \"- \"");
    }

    private void entry(MapNode document, List<Reset> resets, Node entry, String path) {
        MapNode map = entry instanceof MapNode given ? given : null;
        if (entry instanceof ListNode) {
            findings.error(entry.location(), path, "found a list, expected a string or a map");
            return;
        }
        int errors = findings.errors();
        List<String> envFiles = map == null ? List.of() : texts(map.get("env_file"), path + ".env_file");
        List<String> files = texts(map == null ? entry : map.get("path"), path + ".path");
        if (files.isEmpty()) {
            if (findings.errors() == errors) {
                environment(envFiles, new Base(directory(), "."), entry.location(), path);
                findings.warn(
                        "empty-include",
                        entry.location(),
                        path,
                        "the path of the file to include is missing",
                        "write path: FILE");
            }
            return;
        }
        boolean elsewhere = anyElsewhere(files, "Compose file", entry.location(), path + ".path");
        elsewhere |= anyElsewhere(envFiles, "env file", entry.location(), path + ".env_file");
        if (elsewhere) {
            return;
        }
        List<String> paths = new ArrayList<>();
        files.forEach(file -> paths.add(Paths.resolve(directory(), file)));
        if (cycle(paths.get(0), entry.location(), path)) {
            return;
        }
        String wanted = map == null ? null : map.text("project_directory");
        loader.budget().file(entry.location(), path);
        Base base = base(paths.get(0), wanted == null ? "" : wanted);
        Map<String, String> environment = environment(envFiles, base, entry.location(), path);
        Scope scope = new Scope(base.directory(), base.prefix(), environment);
        MapNode included = loader.project(paths, scope, place.chain(), false);
        bringIn(included, document, resets);
    }

    private boolean anyElsewhere(List<String> files, String kind, SourceLocation location, String path) {
        List<String> elsewhere = files.stream().filter(Elsewhere::is).toList();
        elsewhere.forEach(file -> findings.add(Elsewhere.problem(location, path, kind, file)));
        return !elsewhere.isEmpty();
    }

    private String directory() {
        return place.scope().directory();
    }

    /** Where the included project lives, and the way there. */
    private record Base(String directory, String prefix) {}

    private Base base(String mainFile, String wanted) {
        if (wanted.isEmpty()) {
            return new Base(Paths.parent(mainFile), wayTo(mainFile));
        } else if (Paths.isAbsolute(wanted)) {
            return new Base(wanted, wanted);
        }
        return new Base(Paths.join(directory(), wanted), wayTo(wanted));
    }

    /** The way to {@code path} if it is a directory, else to the one that holds it, whether or not it exists. */
    private String wayTo(String path) {
        String absolute = Paths.resolve(directory(), path);
        String target = SourceFiles.isDirectory(absolute) ? absolute : Paths.resolve(directory(), Paths.parent(path));
        return Paths.relative(directory(), target);
    }

    private boolean cycle(String file, SourceLocation location, String path) {
        List<String> chain = place.chain();
        int known = chain.indexOf(file);
        if (known < 0 && chain.size() < DEEPEST) {
            return false;
        }
        StringBuilder way = new StringBuilder();
        chain.subList(Math.max(known, 0), chain.size())
                .forEach(one -> way.append(loader.files().shown(one)).append(" -> "));
        String message = known < 0
                ? "files include each other more than " + DEEPEST + " deep"
                : "files include each other in a circle: " + way
                        + loader.files().shown(file);
        findings.error(location, path, message);
        return true;
    }

    private List<String> texts(@Nullable Node node, String path) {
        List<String> texts = new ArrayList<>();
        List<Node> items = node instanceof ListNode list
                ? list.items()
                : node == null || node.isNull() ? List.of() : List.of(node);
        for (Node item : items) {
            if (item instanceof ScalarNode scalar && scalar.value() instanceof String text) {
                texts.add(text);
            } else {
                findings.error(item.location(), path, "found " + item.describe() + ", expected a string");
            }
        }
        return texts;
    }

    private Map<String, String> environment(List<String> named, Base base, SourceLocation location, String path) {
        Map<String, String> outer = place.scope().environment();
        List<String> files = new ArrayList<>();
        named.forEach(file -> files.add(Paths.resolve(directory(), file)));
        String beside = Paths.join(base.directory(), ".env");
        if (named.isEmpty() && SourceFiles.exists(beside) && !SourceFiles.isDirectory(beside)) {
            files.add(beside);
        }
        if (files.isEmpty()) {
            return outer;
        }
        Map<String, String> merged = new HashMap<>(new EnvFiles(findings, loader.files())
                .project(VariableOrigin.Kind.ENV_FILE, files, outer, location, path));
        merged.putAll(outer);
        findings.keepSecret(merged);
        return merged;
    }

    /**
     * Puts what is included beneath the document. What both have is merged as with two files in turn, as version 5 does;
     * version 2 refuses it.
     */
    private void bringIn(MapNode included, MapNode document, List<Reset> resets) {
        for (String section : SECTIONS) {
            MapNode from = included.map(section);
            if (from == null) {
                continue;
            }
            MapNode to = document.map(section);
            if (to == null) {
                to = new MapNode(from.location());
                document.put(section, included.placeOf(section), to);
            }
            bringIn(section, from, to, resets);
        }
    }

    private void bringIn(String section, MapNode from, MapNode to, List<Reset> resets) {
        for (String name : from.keys()) {
            Node value = Objects.requireNonNull(from.get(name));
            Node here = to.get(name);
            if (here == null) {
                to.put(name, from.placeOf(name), value);
            } else if (!Objects.equals(here.plain(), value.plain())) {
                if (value instanceof MapNode map) {
                    resets.forEach(reset -> reset.applyTo(section, name, map));
                }
                to.put(name, to.placeOf(name), new Merger(findings).entry(section, name, value, here));
            }
        }
    }
}
