package io.homelabhub.compose.load;

import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.View;
import io.homelabhub.problem.Problem;
import io.homelabhub.secret.EncryptedReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the parts of a project against each other. */
final class Consistency {
    private final Findings findings;
    private final MapNode model;
    private final ProjectLoader.Parts parts;

    Consistency(Findings findings, MapNode model, ProjectLoader.Parts parts) {
        this.findings = findings;
        this.model = model;
        this.parts = parts;
    }

    void check() {
        List<LoadedService> all = new ArrayList<>(parts.enabled.values());
        all.addAll(parts.jobs.values());
        for (LoadedService service : all) {
            if (!findings.isBroken(service.section(), service.name())) {
                new ServiceConsistency(findings, model, parts, service).check();
            }
        }
        jobNames();
        secrets();
        containerNames();
        cycles();
    }

    private void secrets() {
        MapNode secrets = model.map("secrets");
        parts.section("secrets").forEach((key, secret) -> {
            View view = View.of(secret);
            boolean known = view.flag("external")
                    || !view.text("file").isEmpty()
                    || !view.text("environment").isEmpty()
                    || isEncrypted(secrets, key);
            if (!known && secrets != null && !findings.isBroken("secrets", key)) {
                findings.error(secrets.placeOf(key), "secrets." + key, "one of file, environment is needed");
            }
        });
    }

    private static boolean isEncrypted(@Nullable MapNode secrets, String key) {
        return secrets != null && secrets.get(key) instanceof MapNode secret && secret.has(EncryptedReference.KEY);
    }

    private void jobNames() {
        MapNode jobs = model.map("jobs");
        parts.jobs.keySet().stream()
                .filter(job -> parts.enabled.containsKey(job) || parts.disabled.containsKey(job))
                .forEach(job -> findings.error(
                        Objects.requireNonNull(jobs).placeOf(job),
                        "jobs." + job,
                        "the job \"%s\" has the name of a service".formatted(job),
                        "choose another"));
    }

    private void containerNames() {
        Map<String, String> names = new HashMap<>();
        for (LoadedService service : parts.enabled.values()) {
            String name = View.of(service.declared()).text("container_name");
            String other = name.isEmpty() ? null : names.putIfAbsent(name, service.name());
            if (other != null) {
                findings.error(
                        service.node().placeOf("container_name"),
                        "services." + service.name() + ".container_name",
                        "the name \"" + name + "\" is that of the service \"" + other + "\" too",
                        "choose another");
            }
        }
    }

    private void cycles() {
        Set<String> done = new HashSet<>();
        List<String> names = new ArrayList<>(parts.enabled.keySet());
        names.addAll(parts.jobs.keySet());
        for (String name : names) {
            List<String> cycle = cycle(name, done);
            if (cycle != null) {
                LoadedService first = Objects.requireNonNull(called(cycle.get(0)));
                findings.add(Problem.error(
                                first.node().placeOf("depends_on"),
                                first.path() + ".depends_on",
                                first.section() + " depend on each other in a circle: " + String.join(" -> ", cycle))
                        .withSuggestion("remove one of these dependencies")
                        .about("cycle"));
            }
        }
    }

    /** A cycle that can be reached from {@code start}, or null. Walks without recursion: chains may be long. */
    private @Nullable List<String> cycle(String start, Set<String> done) {
        Map<String, Iterator<String>> path = new LinkedHashMap<>();
        List<String> way = new ArrayList<>();
        push(start, path, way, done);
        while (!way.isEmpty()) {
            String last = way.get(way.size() - 1);
            Iterator<String> next = Objects.requireNonNull(path.get(last));
            if (!next.hasNext()) {
                path.remove(last);
                way.remove(way.size() - 1);
                done.add(last);
                continue;
            }
            String dependency = next.next();
            if (path.containsKey(dependency)) {
                List<String> cycle = new ArrayList<>(way.subList(way.indexOf(dependency), way.size()));
                cycle.add(dependency);
                done.addAll(way);
                return cycle;
            }
            push(dependency, path, way, done);
        }
        return null;
    }

    private @Nullable LoadedService called(String name) {
        LoadedService service = parts.enabled.get(name);
        return service == null ? parts.jobs.get(name) : service;
    }

    private void push(String name, Map<String, Iterator<String>> path, List<String> way, Set<String> done) {
        LoadedService service = called(name);
        if (service != null && !done.contains(name)) {
            path.put(name, View.of(service.declared()).view("depends_on").keys().iterator());
            way.add(name);
        }
    }
}
