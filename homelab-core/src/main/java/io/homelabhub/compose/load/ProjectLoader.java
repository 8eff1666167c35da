package io.homelabhub.compose.load;

import io.homelabhub.compose.keys.Field;
import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.keys.Shape;
import io.homelabhub.compose.tree.ByteOrder;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Loads a project from its files: the whole way from names of files to canonical services. */
public final class ProjectLoader {
    private static final List<String> SECTIONS = List.of("jobs", "networks", "volumes", "secrets", "configs", "models");

    private final LoadOptions options;
    private final Findings findings;
    private final Budget budget = new Budget();
    private final SourceFiles sources;

    /**
     * A loader for one project.
     *
     * @param findings where problems go; the project is usable only if there are no errors among them afterwards
     */
    public ProjectLoader(LoadOptions options, Findings findings) {
        this.options = options;
        this.findings = findings;
        this.sources = new SourceFiles(options.workingDirectory(), options.standardInput(), options.override(), budget);
    }

    /** Whether {@code directory} holds a Compose file of one of the usual names. */
    public static boolean hasComposeFile(Path directory) {
        return Origin.NAMES.stream().anyMatch(name -> Files.isRegularFile(directory.resolve(name)));
    }

    /** Loads it; null if it cannot be loaded at all. */
    public @Nullable LoadedProject load() {
        try {
            Origin origin = new Origin(options, findings, sources);
            origin.find();
            return origin.files().isEmpty() ? null : load(origin);
        } catch (Budget.Exhausted e) {
            findings.add(e.problem());
            return null;
        }
    }

    private LoadedProject load(Origin origin) {
        Map<String, String> environment = new HashMap<>(origin.environment());
        String directory = origin.directory();
        String name = new ProjectName(options, findings, sources).decide(origin.files(), environment, directory);
        environment.put("COMPOSE_PROJECT_NAME", name);
        MapNode model = model(laidOver(origin.files()), new Scope(directory, directory, environment));
        if (model.isEmpty() && !findings.hasErrors()) {
            findings.error(model.location(), "", "the Compose file is empty", "add services");
        }
        if (options.normalize()) {
            new Normalization(environment, name, findings).project(model);
        }
        List<String> profiles = profiles(environment);
        Parts parts = parts(model, environment, profiles);
        return new LoadedProject(
                name,
                Path.of(directory),
                origin.files().stream().map(Path::of).toList(),
                origin.namedEnvFiles(),
                environment,
                profiles,
                model,
                sources.record(),
                parts.enabled,
                parts.disabled,
                parts.jobs,
                parts.sections);
    }

    private List<String> laidOver(List<String> files) {
        List<String> all = new ArrayList<>(files);
        if (options.override() != null) {
            all.add(SourceFiles.OVERRIDE);
        }
        return all;
    }

    private MapNode model(List<String> files, Scope scope) {
        String home = options.environment().getOrDefault("HOME", "");
        ModelLoader.Stages stages = new ModelLoader.Stages(options.interpolate(), options.resolvePaths(), home);
        return new ModelLoader(findings, sources, budget, stages).project(files, scope, List.of(), true);
    }

    private List<String> profiles(Map<String, String> environment) {
        if (!options.profiles().isEmpty()) {
            return options.profiles();
        }
        List<String> profiles = new ArrayList<>();
        for (String profile : environment.getOrDefault("COMPOSE_PROFILES", "").split(",", -1)) {
            profiles.add(profile.trim());
        }
        return profiles;
    }

    /** The services and resources of a project while they are being worked out. */
    static final class Parts {
        final SortedMap<String, LoadedService> enabled = new TreeMap<>(ByteOrder::compare);
        final SortedMap<String, LoadedService> disabled = new TreeMap<>(ByteOrder::compare);
        final SortedMap<String, LoadedService> jobs = new TreeMap<>(ByteOrder::compare);
        final Map<String, SortedMap<String, Map<String, @Nullable Object>>> sections = new LinkedHashMap<>();

        /** What a section at the top level has, by key; empty if there is no such section. */
        Map<String, Map<String, @Nullable Object>> section(String name) {
            Map<String, Map<String, @Nullable Object>> section = sections.get(name);
            return section == null ? Map.of() : Collections.unmodifiableMap(section);
        }
    }

    private Parts parts(MapNode model, Map<String, String> environment, List<String> profiles) {
        Parts parts = new Parts();
        if (!options.interpolate()) {
            return parts; // numbers may still be variables, so there is no canonical form
        }
        Encoder encoder = new Encoder(findings, false);
        for (String section : SECTIONS) {
            boolean read = section.equals("jobs"); // again, as services are, which tells what is wrong
            parts.sections.put(section, section(read ? new Encoder(new Findings(), false) : encoder, model, section));
        }
        services(encoder, model, parts, profiles);
        jobs(encoder, model, parts, profiles);
        if (options.consistency()) {
            new Consistency(findings, model, parts).check();
        }
        new Selection(findings, options.services(), SourceLocation.of(options.workingDirectory())).apply(parts);
        if (!options.allResources()) {
            Selection.dropUnused(parts);
        }
        ServiceFiles files = new ServiceFiles(findings, sources, environment);
        files.resolve(parts.enabled);
        files.resolve(parts.jobs);
        return parts;
    }

    private SortedMap<String, Map<String, @Nullable Object>> section(Encoder encoder, MapNode model, String section) {
        SortedMap<String, Map<String, @Nullable Object>> entries = new TreeMap<>(ByteOrder::compare);
        MapNode nodes = model.map(section);
        Field field = Objects.requireNonNull(ProjectKeys.PROJECT.field(section));
        if (nodes != null) {
            for (String key : nodes.keys()) {
                Node node = Objects.requireNonNull(nodes.get(key));
                if (!(node instanceof MapNode) && !node.isNull()) {
                    findings.error(
                            node.location(), section + "." + key, "found " + node.describe() + ", expected a map");
                }
                MapNode map = node instanceof MapNode entry ? entry : new MapNode(node.location());
                Shape shape = field.shape().child("x");
                entries.put(key, encoder.entry(section, key, map, shape));
            }
        }
        return entries;
    }

    private static void services(Encoder encoder, MapNode model, Parts parts, List<String> profiles) {
        MapNode services = model.map("services");
        if (services == null) {
            return;
        }
        for (String name : services.keys()) {
            if (services.get(name) instanceof MapNode node) {
                LoadedService service = service(encoder, "services", name, node);
                boolean enabled = Selection.isEnabled(service, profiles);
                (enabled ? parts.enabled : parts.disabled).put(name, service);
            }
        }
    }

    private static void jobs(Encoder encoder, MapNode model, Parts parts, List<String> profiles) {
        MapNode jobs = model.map("jobs");
        if (jobs == null) {
            return;
        }
        for (String name : jobs.keys()) {
            if (jobs.get(name) instanceof MapNode node) {
                LoadedService job = service(encoder, "jobs", name, node);
                if (Selection.isEnabled(job, profiles)) {
                    parts.jobs.put(name, job);
                }
            }
        }
        Objects.requireNonNull(parts.sections.get("jobs")).keySet().retainAll(parts.jobs.keySet());
    }

    /** What a job runs is encoded as a service is, which it is in all but its triggers. */
    private static LoadedService service(Encoder encoder, String section, String name, MapNode node) {
        Map<String, @Nullable Object> canonical =
                new LinkedHashMap<>(encoder.entry(section, name, node, ProjectKeys.SERVICE));
        Object files = canonical.remove("label_file");
        List<String> labelFiles = new ArrayList<>();
        if (files instanceof List<?> list) {
            list.forEach(file -> labelFiles.add(String.valueOf(file)));
        }
        return new LoadedService(section, name, node, canonical, List.copyOf(labelFiles), canonical);
    }
}
