package io.homelabhub.compose.load;

import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.yaml.YamlNode;
import io.homelabhub.yaml.YamlStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the files of a project together. For each document in turn: fill in variables, {@code include}, {@code extends}, lay it
 * over what there is, check forms, write out short forms. At the end: defaults, checks, paths.
 */
final class ModelLoader {
    private final Findings findings;
    private final SourceFiles files;
    private final Budget budget;
    private final Stages stages;

    /**
     * Which stages are wanted.
     *
     * @param interpolate whether variables are filled in
     * @param resolvePaths whether relative paths are made absolute
     * @param home the home directory of the user; may be empty
     */
    record Stages(boolean interpolate, boolean resolvePaths, String home) {}

    ModelLoader(Findings findings, SourceFiles files, Budget budget, Stages stages) {
        this.findings = findings;
        this.files = files;
        this.budget = budget;
        this.stages = stages;
    }

    Findings findings() {
        return findings;
    }

    SourceFiles files() {
        return files;
    }

    Budget budget() {
        return budget;
    }

    Stages stages() {
        return stages;
    }

    /**
     * The model that {@code paths} make, one laid over the other.
     *
     * @param including the files that led here
     */
    MapNode project(List<String> paths, Scope scope, List<String> including, boolean outermost) {
        MapNode project = new MapNode(SourceLocation.of(files.shown(paths.get(0))));
        for (String path : paths) {
            file(project, path, scope, including);
        }
        Defaults.project(project);
        new ValueChecks(findings).project(project);
        if (stages.resolvePaths() || !outermost) {
            new PathResolution(findings, scope.prefix(), stages.home()).project(project);
        }
        environment(project, scope);
        return project;
    }

    private void file(MapNode project, String path, Scope scope, List<String> including) {
        YamlStream stream = files.yaml(path);
        stream.problems().forEach(findings::add);
        List<String> chain = new ArrayList<>(including);
        chain.add(path);
        for (YamlNode yaml : stream.documents()) {
            Interpolation conversion = conversion(scope);
            MapNode document = conversion.convert(yaml, ProjectKeys.PROJECT);
            if (document != null) {
                document(project, document, conversion.resets(), new Place(path, scope, chain));
            }
        }
    }

    /** Where a document comes from. */
    record Place(String file, Scope scope, List<String> chain) {}

    Interpolation conversion(Scope scope) {
        return new Interpolation(findings, stages.interpolate() ? scope.environment()::get : null, budget);
    }

    private void document(MapNode project, MapNode document, List<Reset> resets, Place place) {
        new Including(this, place).document(document, resets);
        resets.forEach(reset -> reset.apply(project));
        new Extending(this, place.scope()).document(document, resets, place.file());
        new Merger(findings).project(project, document);
        new Unicity(findings).project(project);
        new FormCheck(findings).project(project);
        budget.pass(document.location());
        version(project);
        complete(project);
    }

    private void version(MapNode project) {
        SourceLocation location = project.placeOf("version");
        if (project.remove("version") != null) {
            findings.warn(
                    "version-key", location, "version", "the key \"version\" is obsolete and ignored", "remove it");
        }
    }

    /** Writes out what is short, and drops what that shows to be the same. */
    void complete(MapNode project) {
        new LongForms(findings, budget, !stages.interpolate()).project(project);
        dropEmptyServers(project);
        new Unicity(findings).project(project);
    }

    private static void dropEmptyServers(MapNode project) {
        ProjectKeys.WORKLOADS.forEach(section -> dropServers(project.map(section)));
    }

    private static void dropServers(@Nullable MapNode services) {
        if (services != null) {
            for (String name : services.keys()) {
                ListNode servers = services.get(name) instanceof MapNode service ? service.list("dns") : null;
                if (servers != null) {
                    servers.items().removeIf(server -> server.isNull() || "".equals(server.plain()));
                }
            }
        }
    }

    /** Takes from the environment what a file only names: entries of lists, and the content of secrets and configs. */
    private void environment(MapNode project, Scope scope) {
        ProjectKeys.WORKLOADS.forEach(section -> variables(project.map(section), scope));
        content(project.map("secrets"), scope);
        new EncryptedSecrets(findings, scope.directory()).project(project);
        content(project.map("configs"), scope);
    }

    private static void variables(@Nullable MapNode services, Scope scope) {
        if (services != null) {
            for (String name : services.keys()) {
                ListNode list = services.get(name) instanceof MapNode service ? service.list("environment") : null;
                if (list != null) {
                    list.items().replaceAll(item -> given(item, scope));
                }
            }
        }
    }

    private static Node given(Node item, Scope scope) {
        String name = item instanceof ScalarNode scalar ? scalar.text() : "";
        String value = scope.environment().get(name);
        return value == null ? item : new ScalarNode(item.location(), name + "=" + value);
    }

    private void content(@Nullable MapNode objects, Scope scope) {
        if (objects == null) {
            return;
        }
        for (String key : objects.keys()) {
            String name = objects.get(key) instanceof MapNode object ? object.text("environment") : null;
            String value = name == null ? null : scope.environment().get(name);
            if (value != null && objects.get(key) instanceof MapNode object) {
                findings.keepSecret(value, object.location());
                object.put(Encoder.CONTENT_FROM_ENVIRONMENT, new ScalarNode(object.location(), value));
            }
        }
    }
}
