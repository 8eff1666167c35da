package io.homelabhub.compose.load;

import io.homelabhub.compose.dotenv.EntryListener;
import io.homelabhub.compose.interpolate.Variables;
import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.tree.ByteOrder;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.View;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.variables.VariableOrigin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the files that services take variables and labels from. */
final class ServiceFiles {
    private final Findings findings;
    private final EnvFiles files;
    private final SourceFiles sources;
    private final Map<String, String> environment;

    ServiceFiles(Findings findings, SourceFiles sources, Map<String, String> environment) {
        this.findings = findings;
        this.files = new EnvFiles(findings, sources);
        this.sources = sources;
        this.environment = environment;
    }

    void resolve(SortedMap<String, LoadedService> services) {
        services.replaceAll((name, service) -> resolve(service));
    }

    private LoadedService resolve(LoadedService service) {
        Map<String, @Nullable Object> declared = withLabels(service);
        View view = View.of(declared);
        Map<String, @Nullable Object> resolved = declared;
        if (view.has("env_file") || view.view("environment").map().containsValue(null)) {
            resolved = new LinkedHashMap<>(declared);
            resolved.remove("env_file");
            put(resolved, declared, "environment", environment(service, view));
        }
        return service.withForms(Collections.unmodifiableMap(declared), Collections.unmodifiableMap(resolved));
    }

    /** Sets {@code key} where it belongs in the canonical order, which is that of the key table. */
    private static void put(
            Map<String, @Nullable Object> target,
            Map<String, @Nullable Object> source,
            String key,
            Map<String, @Nullable Object> value) {
        target.clear();
        for (var field : ProjectKeys.SERVICE.fields()) {
            String name = field.name();
            if (name.equals(key)) {
                if (!value.isEmpty()) {
                    target.put(key, Collections.unmodifiableMap(value));
                }
            } else if (source.containsKey(name) && !(key.equals("environment") && name.equals("env_file"))) {
                target.put(name, source.get(name));
            }
        }
    }

    private Map<String, @Nullable Object> environment(LoadedService service, View view) {
        Map<String, @Nullable Object> own = new TreeMap<>(ByteOrder::compare);
        view.view("environment")
                .map()
                .forEach((name, value) -> own.put(name, value == null ? environment.get(name) : value));
        Map<String, String> values = new LinkedHashMap<>();
        own.forEach((name, value) -> {
            if (value != null) {
                values.put(name, value.toString());
            }
        });
        Variables variables = name -> {
            String outer = environment.get(name);
            Object inner = own.get(name);
            return outer != null || inner == null ? outer : inner.toString();
        };
        List<?> envFiles = view.list("env_file");
        for (int i = 0; i < envFiles.size(); i++) {
            envFile(service, i, envFiles.get(i), values, variables);
        }
        findings.keepSecret(values);
        Map<String, @Nullable Object> all = new TreeMap<>(ByteOrder::compare);
        all.putAll(values);
        all.putAll(own);
        return all;
    }

    private void envFile(
            LoadedService service, int index, @Nullable Object file, Map<String, String> values, Variables variables) {
        boolean required = file instanceof String;
        String path = required ? String.valueOf(file) : View.of(file).text("path");
        String format = format(service.node(), index);
        SourceLocation place = service.node().placeOf("env_file");
        String trail = service.path() + ".env_file[" + index + "]";
        String written = Elsewhere.asWritten(path);
        if (Elsewhere.is(written)) {
            findings.add(Elsewhere.problem(place, trail, "env file", written));
            return;
        }
        if (!SourceFiles.exists(path)) {
            if (required) {
                findings.add(Problem.error(place, trail, "there is no env file " + sources.shown(path))
                        .withSuggestion("create it, or write required: false")
                        .about("missing-file:" + path));
            }
            return;
        }
        if (!format.isEmpty() && !format.equals("raw")) {
            findings.error(place, trail, "the format \"" + format + "\" is unknown", "write raw, or leave it out");
            return;
        }
        files.read(path, format, values, variables, (name, value, line) -> sources.record()
                .forService(
                        service.name(),
                        ReadingRecord.assignment(
                                name, value, VariableOrigin.Kind.SERVICE_FILE, sources.shown(path), line)));
    }

    private static String format(MapNode service, int index) {
        ListNode list = service.list("env_file");
        if (list == null || index >= list.items().size() || !(list.items().get(index) instanceof MapNode file)) {
            return "";
        }
        String format = file.text("format");
        return format == null ? "" : format;
    }

    private Map<String, @Nullable Object> withLabels(LoadedService service) {
        if (service.labelFiles().isEmpty()) {
            return service.declared();
        }
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < service.labelFiles().size(); i++) {
            labelFile(service, i, labels);
        }
        Map<String, @Nullable Object> all = new TreeMap<>(ByteOrder::compare);
        all.putAll(labels);
        all.putAll(View.of(service.declared()).view("labels").map());
        Map<String, @Nullable Object> declared = new LinkedHashMap<>();
        put(declared, service.declared(), "labels", all);
        return declared;
    }

    private void labelFile(LoadedService service, int index, Map<String, String> labels) {
        String path = service.labelFiles().get(index);
        SourceLocation place = service.node().placeOf("label_file");
        String trail = service.path() + ".label_file[" + index + "]";
        String written = Elsewhere.asWritten(path);
        if (Elsewhere.is(written)) {
            findings.add(Elsewhere.problem(place, trail, "label file", written));
            return;
        }
        if (!SourceFiles.exists(path)) {
            findings.error(place, trail, "there is no label file " + sources.shown(path), "create it");
            return;
        }
        files.read(path, "", labels, Map.copyOf(labels)::get, EntryListener.NONE);
    }
}
