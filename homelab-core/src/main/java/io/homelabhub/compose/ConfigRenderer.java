package io.homelabhub.compose;

import io.homelabhub.compose.keys.Field;
import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.load.Encoder;
import io.homelabhub.compose.load.Findings;
import io.homelabhub.compose.render.JsonText;
import io.homelabhub.compose.render.YamlText;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.View;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.secret.SecretMask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Prints a project as {@code docker compose config} does. */
public final class ConfigRenderer {
    private static final List<String> SECTIONS = List.of("jobs", "networks", "volumes", "secrets", "configs", "models");
    private static final List<String> FROM_FILES = List.of("environment", "labels", "depends_on");

    private final ComposeProject project;

    public ConfigRenderer(ComposeProject project) {
        this.project = project;
    }

    /**
     * The project as JSON, secrets included: the form for comparison. Dollar signs are doubled, so that it can be loaded again;
     * there is no line end at the end.
     *
     * @throws InvalidInputException if {@code build.ssh} has a key with a path, which docker compose cannot print either
     */
    public String json() {
        for (ComposeService service : project.services().values()) {
            List<?> keys = View.of(service.canonical()).view("build").list("ssh");
            if (keys.stream().anyMatch(Map.class::isInstance)) {
                throw new InvalidInputException(List.of(Problem.error(
                                service.locationOf("build.ssh"),
                                "services." + service.name() + ".build.ssh",
                                "a key with a path has no form in JSON")
                        .withSuggestion("print YAML")));
            }
        }
        String endless = endless("", project.extensions());
        if (!endless.isEmpty()) {
            throw new InvalidInputException(List.of(
                    Problem.error(project.loaded().model().location(), endless, "this number has no form in JSON")
                            .withSuggestion("print YAML, or put it in quotes")));
        }
        return JsonText.indented(project.canonical()).replace("$", "$$");
    }

    /** The path of a number that is infinite or none at all; empty if there is no such. */
    private static String endless(String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> endless(
                            path.isEmpty() ? "" + entry.getKey() : path + "." + entry.getKey(), entry.getValue()))
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElse("");
        } else if (value instanceof List<?> list) {
            return list.stream()
                    .map(item -> endless(path + "[]", item))
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        return value instanceof Double number && !Double.isFinite(number) ? path : "";
    }

    /** The project as YAML, {@code x-} keys included, ending in a line end. Dollar signs are doubled. */
    public String yaml(boolean showSecrets) {
        return YamlText.of(shown(yamlTree(), showSecrets)).replace("$", "$$");
    }

    /** The model with its variables as JSON, for a project that was loaded without interpolation. */
    public String modelJson() {
        return JsonText.indented(project.model());
    }

    /** The model with its variables as YAML, for a project that was loaded without interpolation. */
    public String modelYaml(boolean showSecrets) {
        return YamlText.of(shown(project.model(), showSecrets));
    }

    /** The names of services, sorted. */
    public List<String> services() {
        return List.copyOf(project.services().keySet());
    }

    /** The keys of volumes, sorted. */
    public List<String> volumes() {
        return List.copyOf(project.volumes().keySet());
    }

    /** The keys of networks, sorted. */
    public List<String> networks() {
        return List.copyOf(project.networks().keySet());
    }

    /** What each model is called that an enabled service uses, in the order of the models' keys. */
    public List<String> models() {
        View model = View.of(project.model());
        TreeSet<String> used = new TreeSet<>();
        for (String service : project.services().keySet()) {
            View own = model.view("services").view(service);
            used.addAll(own.view("models").keys());
            own.list("models").forEach(key -> used.add(String.valueOf(key)));
        }
        return used.stream()
                .map(key -> model.view("models").view(key).text("model"))
                .toList();
    }

    /** The profiles that services name, enabled or not, sorted. */
    public List<String> profiles() {
        TreeSet<String> profiles = new TreeSet<>();
        project.services().values().forEach(service -> profiles.addAll(service.profiles()));
        project.disabledServices().values().forEach(service -> profiles.addAll(service.profiles()));
        return List.copyOf(profiles);
    }

    /**
     * The image of each service, in the order of the services, then of each job.
     *
     * @param separator what stands in the names of built images: {@code -}, or {@code _} for old versions of Compose
     */
    public List<String> images(String separator) {
        return Stream.concat(
                        project.services().values().stream(),
                        project.jobs().values().stream().map(ComposeJob::workload))
                .map(service ->
                        service.image().isEmpty() ? project.name() + separator + service.name() : service.image())
                .toList();
    }

    /**
     * {@code NAME HASH} for each service, sorted by name.
     *
     * @param names the services; none for all
     * @throws InvalidInputException if one of them is not enabled
     */
    public List<String> hashes(Collection<String> names) {
        List<String> lines = new ArrayList<>();
        for (String name : new TreeSet<>(names.isEmpty() ? project.services().keySet() : names)) {
            ComposeService service = project.services().get(name);
            if (service == null) {
                throw new InvalidInputException(List.of(
                        Problem.error(project.loaded().model().location(), "", "there is no service \"" + name + "\"")
                                .withSuggestion(Suggestion.didYouMean(
                                        name, project.services().keySet()))));
            }
            lines.add(name + " " + ConfigHash.printed(dialect(), project, service));
        }
        return lines;
    }

    private ComposeDialect dialect() {
        return project.dialect().orElse(ComposeDialect.V2);
    }

    private Map<String, @Nullable Object> yamlTree() {
        MapNode model = project.loaded().model();
        Encoder encoder = new Encoder(new Findings(), true);
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("name", project.name());
        Map<String, @Nullable Object> services = new LinkedHashMap<>();
        project.services().forEach((name, service) -> services.put(name, service(encoder, service)));
        tree.put("services", services);
        for (String section : SECTIONS) {
            Map<String, ?> used = project.loaded().sections().getOrDefault(section, new TreeMap<>());
            MapNode nodes = model.map(section);
            if (nodes != null && !used.isEmpty()) {
                tree.put(section, section(encoder, section, nodes, used.keySet()));
            }
        }
        tree.putAll(project.extensions());
        return tree;
    }

    private static Map<String, @Nullable Object> section(
            Encoder encoder, String section, MapNode nodes, Collection<String> used) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        Field field = Objects.requireNonNull(ProjectKeys.PROJECT.field(section));
        for (String key : used) {
            MapNode node = nodes.map(key);
            MapNode entry = node == null ? new MapNode(nodes.placeOf(key)) : node;
            Map<String, @Nullable Object> form =
                    encoder.entry(section, key, entry, field.shape().child("x"));
            entries.put(key, section.equals("jobs") ? job(key, form, entry) : form);
        }
        return entries;
    }

    /** Docker compose 5, which alone knows jobs, prints their names in YAML. */
    private static Map<String, @Nullable Object> job(String name, Map<String, @Nullable Object> form, MapNode node) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        named.put("name", name);
        named.putAll(DialectForm.service(ComposeDialect.V5, form, node));
        return named;
    }

    /** The service in the form for YAML, with what files and the selection of services made of it. */
    private Map<String, @Nullable Object> service(Encoder encoder, ComposeService service) {
        Map<String, @Nullable Object> entry = DialectForm.service(
                dialect(),
                encoder.entry("services", service.name(), service.node(), ProjectKeys.SERVICE),
                service.node());
        Map<String, @Nullable Object> resolved = service.canonical();
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        for (Field field : ProjectKeys.SERVICE.fields()) {
            String key = field.name();
            Object value = FROM_FILES.contains(key) ? resolved.get(key) : entry.get(key);
            if (value != null && !key.equals("env_file") && !key.equals("label_file")) {
                result.put(key, key.equals("deploy") ? withReplicas(value, resolved.get(key)) : value);
            }
        }
        entry.forEach((key, value) -> {
            if (key.startsWith("x-")) {
                result.put(key, value);
            }
        });
        return result;
    }

    private static Object withReplicas(Object deploy, @Nullable Object resolved) {
        View own = View.of(deploy);
        Object replicas = View.of(resolved).map().get("replicas");
        if (replicas == null || own.has("replicas")) {
            return deploy;
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (own.has("mode")) {
            copy.put("mode", own.text("mode"));
        }
        copy.put("replicas", replicas);
        own.map().forEach(copy::putIfAbsent);
        return copy;
    }

    private Map<String, @Nullable Object> shown(Map<String, @Nullable Object> tree, boolean showSecrets) {
        return showSecrets
                ? tree
                : View.of(masked("", tree, project.secretMask())).map();
    }

    private static @Nullable Object masked(String key, @Nullable Object value, SecretMask mask) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, inner) -> copy.put(String.valueOf(name), masked(String.valueOf(name), inner, mask)));
            return copy;
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(masked("", item, mask)));
            return copy;
        }
        return value instanceof String text ? mask.maskValue(key, text) : value;
    }
}
