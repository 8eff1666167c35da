package io.homelabhub.compose.load;

import io.homelabhub.compose.tree.View;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.problem.Suggestion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Which services count: by profile, by name, and with what they depend on. */
final class Selection {
    private final Findings findings;
    private final List<String> wanted;
    private final SourceLocation place;

    Selection(Findings findings, List<String> wanted, SourceLocation place) {
        this.findings = findings;
        this.wanted = wanted;
        this.place = place;
    }

    static boolean isEnabled(LoadedService service, List<String> profiles) {
        List<String> own = View.of(service.declared()).texts("profiles");
        return own.isEmpty() || profiles.contains("*") || own.stream().anyMatch(profiles::contains);
    }

    /** Enables what was asked for by name, and moves everything that it does not need to the disabled services. */
    void apply(ProjectLoader.Parts parts) {
        if (wanted.isEmpty()) {
            return;
        }
        enableProfiles(parts);
        Set<String> needed = needed(parts.enabled);
        for (String name : new ArrayList<>(parts.enabled.keySet())) {
            LoadedService service = Objects.requireNonNull(parts.enabled.get(name));
            if (needed.contains(name)) {
                parts.enabled.put(name, withoutOthers(service, needed));
            } else {
                parts.disabled.put(name, Objects.requireNonNull(parts.enabled.remove(name)));
            }
        }
    }

    private void enableProfiles(ProjectLoader.Parts parts) {
        List<String> profiles = new ArrayList<>();
        for (String name : wanted) {
            LoadedService disabled = parts.disabled.get(name);
            if (disabled != null) {
                profiles.addAll(View.of(disabled.declared()).texts("profiles"));
            }
        }
        for (String name : new ArrayList<>(parts.disabled.keySet())) {
            LoadedService service = Objects.requireNonNull(parts.disabled.get(name));
            if (isEnabled(service, profiles)) {
                parts.disabled.remove(name);
                parts.enabled.put(name, service);
            }
        }
    }

    private Set<String> needed(SortedMap<String, LoadedService> services) {
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        for (String name : wanted) {
            if (services.containsKey(name)) {
                open.add(name);
            } else {
                String meant = Suggestion.didYouMean(name, services.keySet());
                findings.error(place, "services." + name, "there is no service \"" + name + "\"", meant);
            }
        }
        while (!open.isEmpty()) {
            String name = open.remove();
            LoadedService service = services.get(name);
            if (service != null && needed.add(name)) {
                open.addAll(dependencies(service, services.keySet()));
            }
        }
        return needed;
    }

    /** What {@code service} depends on; one that is not enabled by asking for it must be optional. */
    private List<String> dependencies(LoadedService service, Set<String> enabled) {
        View dependencies = View.of(service.declared()).view("depends_on");
        List<String> names = new ArrayList<>();
        for (String name : dependencies.keys()) {
            if (enabled.contains(name)) {
                names.add(name);
            } else if (dependencies.view(name).flag("required")) {
                findings.error(
                        service.node().placeOf("depends_on"),
                        "services." + service.name() + ".depends_on",
                        "the service \"" + name + "\" does not exist or is in no enabled profile",
                        "enable its profile, or write required: false");
            }
        }
        return names;
    }

    private static LoadedService withoutOthers(LoadedService service, Set<String> needed) {
        View dependencies = View.of(service.declared()).view("depends_on");
        if (needed.containsAll(dependencies.keys())) {
            return service;
        }
        Map<String, @Nullable Object> kept = new LinkedHashMap<>(dependencies.map());
        kept.keySet().retainAll(needed);
        Map<String, @Nullable Object> canonical = new LinkedHashMap<>(service.declared());
        if (kept.isEmpty()) {
            canonical.remove("depends_on");
        } else {
            canonical.put("depends_on", kept);
        }
        return service.withForms(canonical, canonical);
    }

    /** Drops networks, volumes, secrets, configs and models that no enabled service uses. */
    static void dropUnused(ProjectLoader.Parts parts) {
        Map<String, Set<String>> used = new HashMap<>();
        parts.sections.keySet().forEach(section -> used.put(section, new HashSet<>()));
        use(used, "jobs", parts.section("jobs").keySet());
        for (LoadedService service : parts.enabled.values()) {
            View view = View.of(service.declared());
            use(used, view);
            view.views("pre_start")
                    .forEach(hook -> use(used, hook)); // docker compose 5.6.0 forgets what these use alone
            sources(used, "secrets", view.view("build"));
        }
        for (LoadedService job : parts.jobs.values()) { // docker compose 5.6.0 forgets these as well
            View view = View.of(job.declared());
            use(used, view);
            sources(used, "secrets", view.view("build"));
        }
        parts.sections.forEach(
                (section, entries) -> entries.keySet().retainAll(Objects.requireNonNull(used.get(section))));
    }

    private static void use(Map<String, Set<String>> used, View container) {
        use(used, "networks", container.view("networks").keys());
        use(used, "models", container.view("models").keys());
        for (View mount : container.views("volumes")) {
            if (mount.text("type").equals("volume")) {
                use(used, "volumes", Set.of(mount.text("source")));
            }
        }
        sources(used, "secrets", container);
        sources(used, "configs", container);
    }

    private static void use(Map<String, Set<String>> used, String section, Set<String> names) {
        Objects.requireNonNull(used.get(section)).addAll(names);
    }

    private static void sources(Map<String, Set<String>> used, String section, View owner) {
        owner.views(section).forEach(mount -> use(used, section, Set.of(mount.text("source"))));
    }
}
