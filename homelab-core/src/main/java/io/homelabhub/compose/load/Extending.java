package io.homelabhub.compose.load;

import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts beneath each service the one that it extends, from the same file or another. */
final class Extending {
    private static final int LONGEST_CHAIN = 100;

    private final ModelLoader loader;
    private final Findings findings;
    private final Scope scope;
    private final Map<String, @Nullable Source> sources = new HashMap<>();

    /** The services of one file, with what is marked in it. */
    private record Source(String file, MapNode services, List<Reset> resets) {}

    /** One service on the way from that which extends to the last that is extended. */
    private record Link(String file, String service) {}

    Extending(ModelLoader loader, Scope scope) {
        this.loader = loader;
        this.findings = loader.findings();
        this.scope = scope;
    }

    void document(MapNode document, List<Reset> resets, String file) {
        MapNode services = document.map("services");
        if (services == null) {
            return;
        }
        Source source = new Source(file, services, resets);
        for (String name : services.keysNow()) {
            extend(name, source, List.of());
        }
    }

    /** Replaces the service in {@code source} by its extended form, if it extends another; gives what stands there then. */
    private @Nullable Node extend(String name, Source source, List<Link> chain) {
        Node node = source.services().get(name);
        if (!(node instanceof MapNode service) || !service.has("extends")) {
            return node;
        }
        SourceLocation place = service.placeOf("extends");
        String path = "services." + name + ".extends";
        Node extending = Objects.requireNonNull(service.get("extends"));
        String base = baseName(extending, path);
        Source from = base == null ? null : source(extending, source, name);
        List<Link> longer = from == null ? null : longer(chain, new Link(source.file(), name), place, path);
        if (base == null || from == null || longer == null) {
            service.remove("extends");
            return service;
        }
        return extend(name, service, base, from, source, longer);
    }

    private Node extend(String name, MapNode service, String base, Source from, Source source, List<Link> chain) {
        SourceLocation place = service.placeOf("extends");
        String path = "services." + name + ".extends";
        if (!from.services().has(base)) {
            findings.error(
                    place,
                    path,
                    "there is no service \"" + base + "\" in " + loader.files().shown(from.file()),
                    Suggestion.didYouMean(base, from.services().keys()));
            service.remove("extends");
            return service;
        }
        Node below = extend(base, from, chain);
        if (!(below instanceof MapNode beneath)) {
            if (below != null && !below.isNull()) {
                findings.error(
                        below.location(),
                        "services." + base,
                        "found " + below.describe() + ", expected a map with keys");
            }
            return service;
        }
        MapNode copy = beneath.copy();
        loader.budget().nodes(size(copy), place, path);
        source.resets().forEach(reset -> reset.applyTo("services", name, copy));
        service.remove("extends");
        new Merger(findings).entry("services", name, copy, service);
        copy.remove("extends");
        source.services().put(name, copy);
        return copy;
    }

    private @Nullable String baseName(Node extending, String path) {
        if (extending instanceof ScalarNode scalar && scalar.value() instanceof String name) {
            return name;
        }
        String name = extending instanceof MapNode map ? map.text("service") : null;
        if (name == null) {
            findings.error(extending.location(), path, "the service to extend is missing", "write service: NAME");
        }
        return name;
    }

    private @Nullable List<Link> longer(List<Link> chain, Link link, SourceLocation place, String path) {
        if (chain.contains(link) || chain.size() == LONGEST_CHAIN) {
            StringBuilder way = new StringBuilder();
            chain.forEach(one -> way.append(one.service()).append(" -> "));
            String message = chain.contains(link)
                    ? "services extend each other in a circle: " + way + link.service()
                    : "more than " + LONGEST_CHAIN + " services extend each other in a chain";
            findings.error(place, path, message);
            return null;
        }
        List<Link> longer = new ArrayList<>(chain);
        longer.add(link);
        return longer;
    }

    private @Nullable Source source(Node extending, Source here, String name) {
        Node file = extending instanceof MapNode map ? map.get("file") : null;
        if (file == null || file.isNull()) {
            return here;
        }
        String path = file instanceof ScalarNode scalar ? scalar.text() : "";
        if (!sources.containsKey(path)) {
            sources.put(path, load(path, "services." + name + ".extends.file", file.location()));
        }
        return sources.get(path);
    }

    private @Nullable Source load(String path, String trail, SourceLocation place) {
        if (Elsewhere.is(path)) {
            findings.add(Elsewhere.problem(place, trail, "Compose file", path));
            return null;
        }
        String file = Paths.resolve(scope.directory(), path);
        loader.budget().file(place, trail);
        YamlStream stream = loader.files().yaml(file);
        if (!stream.problems().isEmpty() && stream.documents().isEmpty()) {
            findings.error(
                    place,
                    trail,
                    "cannot read " + path + ": " + stream.problems().get(0).message());
            return null;
        }
        stream.problems().forEach(findings::add);
        MapNode project = new MapNode(SourceLocation.of(loader.files().shown(file)));
        List<Reset> resets = new ArrayList<>();
        for (YamlNode yaml : stream.documents()) {
            document(project, yaml, resets);
        }
        String directory = SourceFiles.isDirectory(file) ? file : Paths.resolve(scope.directory(), Paths.parent(path));
        String prefix = Paths.relative(scope.directory(), directory);
        new PathResolution(findings, prefix, loader.stages().home()).project(project);
        MapNode services = project.map("services");
        if (services == null) {
            findings.error(place, trail, path + " has no services");
        }
        return services == null ? null : new Source(file, services, resets);
    }

    private void document(MapNode project, YamlNode yaml, List<Reset> resets) {
        Interpolation conversion = loader.conversion(scope);
        MapNode document = conversion.convert(yaml, ProjectKeys.PROJECT);
        if (document != null) {
            conversion.resets().forEach(reset -> reset.apply(project));
            resets.clear();
            resets.addAll(conversion.resets());
            new Merger(findings).project(project, document);
            new Unicity(findings).project(project);
            loader.budget().pass(document.location());
            loader.complete(project);
        }
    }

    private static long size(Node node) {
        long size = 1;
        if (node instanceof MapNode map) {
            for (String key : map.keys()) {
                size += size(Objects.requireNonNull(map.get(key)));
            }
        } else if (node instanceof ListNode list) {
            for (Node item : list.items()) {
                size += size(item);
            }
        }
        return size;
    }
}
