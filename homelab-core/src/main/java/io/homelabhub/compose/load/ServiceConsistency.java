package io.homelabhub.compose.load;

import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.compose.tree.View;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.problem.Suggestion;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks one service against itself, the other services, and the networks, volumes, secrets and configs of the project. */
final class ServiceConsistency {
    private final Findings findings;
    private final MapNode model;
    private final ProjectLoader.Parts parts;
    private final LoadedService service;
    private final View view;
    private final String path;

    ServiceConsistency(Findings findings, MapNode model, ProjectLoader.Parts parts, LoadedService service) {
        this.findings = findings;
        this.model = model;
        this.parts = parts;
        this.service = service;
        this.view = View.of(service.declared());
        this.path = service.path();
    }

    void check() {
        source();
        build();
        networks();
        healthcheck();
        dependencies();
        references();
        deploy();
        watch();
        mounts();
    }

    private void report(String key, String message, String suggestion) {
        findings.error(place(key), path + "." + key, message, suggestion);
    }

    private SourceLocation place(String key) {
        MapNode node = service.node();
        return node.has(key) ? node.placeOf(key) : serviceKey();
    }

    private SourceLocation serviceKey() {
        MapNode services = model.map(service.section());
        return services == null ? service.node().location() : services.placeOf(service.name());
    }

    private void source() {
        if (!view.has("build") && view.text("image").isEmpty() && !view.has("provider")) {
            findings.error(serviceKey(), path, "neither an image nor a build is given", "add image: NAME");
        }
    }

    private void build() {
        View build = view.view("build");
        if (build.has("dockerfile") && build.has("dockerfile_inline")) {
            report("build", "dockerfile and dockerfile_inline exclude each other", "keep one of them");
        }
        build.view("additional_contexts").map().forEach((name, context) -> {
            String text = String.valueOf(context);
            if (text.startsWith("service:")) {
                builtBy(text.substring("service:".length()));
            }
        });
        List<String> platforms = build.texts("platforms");
        if (!platforms.isEmpty() && view.has("platform") && !platforms.contains(view.text("platform"))) {
            report("platform", "build.platforms does not have the platform " + view.text("platform"), "add it there");
        }
    }

    private void builtBy(String other) {
        LoadedService enabled = parts.enabled.get(other);
        LoadedService target = enabled == null ? parts.disabled.get(other) : enabled;
        if (target == null) {
            report("build", "an additional context is the unknown service \"" + other + "\"", meant(other));
        } else if (!View.of(target.declared()).has("build")) {
            report("build", "an additional context is the service \"" + other + "\", which is not built", "");
        }
    }

    private String meant(String name) {
        return Suggestion.didYouMean(name, parts.enabled.keySet());
    }

    private void networks() {
        Set<String> names = view.view("networks").keys();
        String mode = view.text("network_mode");
        if (!mode.isEmpty() && !names.isEmpty()) {
            report("network_mode", "network_mode and networks exclude each other", "keep one of them");
        }
        names.forEach(name -> defined("networks", name, "networks"));
        if (mode.startsWith("service:") && !parts.enabled.containsKey(mode.substring("service:".length()))) {
            String other = mode.substring("service:".length());
            report("network_mode", "there is no service \"" + other + "\"", meant(other));
        }
    }

    private void defined(String section, String name, String key) {
        if (!parts.section(section).containsKey(name)) {
            Collection<String> known = parts.section(section).keySet();
            String near = Suggestion.didYouMean(name, known);
            report(
                    key,
                    "\"%s\" is not among the %s of the project".formatted(name, section),
                    near.isEmpty() ? "add it to " + section + " at the top level" : near);
        }
    }

    private void healthcheck() {
        List<String> test = view.view("healthcheck").texts("test");
        if (!test.isEmpty() && !List.of("CMD", "CMD-SHELL", "NONE").contains(test.get(0))) {
            report(
                    "healthcheck",
                    "the test begins with \"%s\"".formatted(test.get(0)),
                    "begin it with CMD, CMD-SHELL or NONE");
        }
    }

    private void dependencies() {
        View dependencies = view.view("depends_on");
        for (String name : dependencies.keys()) {
            if (parts.jobs.containsKey(name)) {
                job(name);
                continue;
            }
            boolean disabled = parts.disabled.containsKey(name);
            boolean optional = disabled && !dependencies.view(name).flag("required");
            if (parts.enabled.containsKey(name) || optional) {
                continue;
            }
            if (disabled) {
                List<String> profiles = View.of(
                                Objects.requireNonNull(parts.disabled.get(name)).declared())
                        .texts("profiles");
                report(
                        "depends_on",
                        "the service \"%s\" is in no enabled profile".formatted(name),
                        "enable one of " + String.join(", ", profiles) + ", or write required: false");
            } else {
                report("depends_on", "there is no service \"" + name + "\"", meant(name));
            }
        }
    }

    /** A job may need another, which is then run first. A service never waits for one. */
    private void job(String name) {
        if (service.section().equals("services")) {
            report(
                    "depends_on",
                    "\"%s\" is a job, and a service cannot depend on a job".formatted(name),
                    "make it a hook of this service under pre_start, or a service that runs once, with"
                            + " condition: service_completed_successfully");
        } else if (isManualForbidden(name)) {
            report(
                    "depends_on",
                    "the job \"%s\" has manual: false, so it cannot be run for another".formatted(name),
                    "remove manual: false, or the dependency");
        }
    }

    private boolean isManualForbidden(String job) {
        MapNode triggers = Objects.requireNonNull(parts.jobs.get(job)).node().map("triggers");
        return triggers != null
                && Boolean.FALSE.equals(triggers.get("manual") instanceof ScalarNode flag ? flag.value() : null);
    }

    private void references() {
        for (View mount : view.views("volumes")) {
            if (mount.text("type").equals("volume") && !mount.text("source").isEmpty()) {
                defined("volumes", mount.text("source"), "volumes");
            }
        }
        view.view("build").views("secrets").forEach(secret -> defined("secrets", secret.text("source"), "build"));
        view.views("configs").forEach(config -> defined("configs", config.text("source"), "configs"));
        view.view("models").keys().forEach(model -> defined("models", model, "models"));
        view.views("secrets").forEach(secret -> defined("secrets", secret.text("source"), "secrets"));
    }

    private void deploy() {
        View deploy = view.view("deploy");
        if (view.has("scale") && deploy.has("replicas") && view.whole("scale") != deploy.whole("replicas")) {
            report("scale", "scale and deploy.replicas differ", "keep one of them");
        } else if (view.has("scale") && view.has("deploy")) {
            parts.enabled.put(service.name(), withReplicas(view.whole("scale")));
        }
        if (view.whole("scale") < 0 || deploy.whole("replicas") < 0) {
            report(view.has("scale") ? "scale" : "deploy", "the number of containers is below 0", "");
        }
        limits(deploy.view("resources"));
        long scale = view.has("scale") ? view.whole("scale") : deploy.has("replicas") ? deploy.whole("replicas") : 1;
        if (scale > 1 && view.has("container_name")) {
            report("container_name", scale + " containers cannot have the same name", "remove container_name");
        }
    }

    private LoadedService withReplicas(long replicas) {
        Map<String, @Nullable Object> deploy = new LinkedHashMap<>();
        View before = view.view("deploy");
        if (before.has("mode")) {
            deploy.put("mode", before.map().get("mode"));
        }
        deploy.put("replicas", replicas);
        before.map().forEach(deploy::putIfAbsent);
        Map<String, @Nullable Object> canonical = new LinkedHashMap<>(service.declared());
        canonical.put("deploy", deploy);
        return service.withForms(canonical, canonical);
    }

    private void limits(View resources) {
        View limits = resources.viewOrNull("limits");
        View reservations = resources.viewOrNull("reservations");
        if (limits != null) {
            agree("cpus", view.number("cpus"), limits.number("cpus"), "limits.cpus");
            agree("mem_limit", view.whole("mem_limit"), limits.whole("memory"), "limits.memory");
            agree("pids_limit", view.whole("pids_limit"), limits.whole("pids"), "limits.pids");
        }
        if (reservations != null) {
            long reserved = reservations.whole("memory");
            agree("mem_reservation", view.whole("mem_reservation"), reserved, "reservations.memory");
        }
    }

    private void agree(String key, Number own, Number other, String twin) {
        if (own.doubleValue() != 0 && own.doubleValue() != other.doubleValue()) {
            report(key, key + " and deploy.resources." + twin + " differ", "keep one of them");
        }
    }

    private void watch() {
        for (View watch : view.view("develop").views("watch")) {
            String action = watch.text("action");
            if (watch.text("target").isEmpty() && !action.equals("rebuild") && !action.equals("restart")) {
                report("develop", "the action " + action + " needs a target", "add target: PATH");
            }
        }
    }

    private void mounts() {
        Map<String, String> seen = new HashMap<>();
        List<String> tmpfs = view.texts("tmpfs");
        for (int i = 0; i < tmpfs.size(); i++) {
            int colon = tmpfs.get(i).indexOf(':');
            mount(seen, "tmpfs", i, colon < 0 ? tmpfs.get(i) : tmpfs.get(i).substring(0, colon));
        }
        List<View> volumes = view.views("volumes");
        for (int i = 0; i < volumes.size(); i++) {
            mount(seen, "volumes", i, volumes.get(i).text("target"));
        }
    }

    private void mount(Map<String, String> seen, String key, int index, String target) {
        String here = key + "[" + index + "]";
        String other = seen.putIfAbsent(target, here);
        if (other != null) {
            report(key, here + " has the target " + target + ", as " + other + " has", "choose another target");
        }
    }
}
