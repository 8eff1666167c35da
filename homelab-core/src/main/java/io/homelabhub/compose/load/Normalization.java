package io.homelabhub.compose.load;

import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.tree.GoText;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.ScalarNode;
import io.homelabhub.problem.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes explicit what Compose takes for granted: the default network, names, dependencies, the Dockerfile. */
final class Normalization {
    private static final List<String> SHARED_NAMESPACES = List.of("network_mode", "ipc", "pid", "uts", "cgroup");

    private final Map<String, String> environment;
    private final String projectName;
    private final HookInheritance hooks;

    Normalization(Map<String, String> environment, String projectName, Findings findings) {
        this.environment = environment;
        this.projectName = projectName;
        this.hooks = new HookInheritance(findings);
    }

    void project(MapNode project) {
        project.put("name", new ScalarNode(project.placeOf("name"), projectName));
        for (String section : ProjectKeys.WORKLOADS) {
            MapNode containers = project.map(section);
            if (containers != null) {
                containers(project, containers);
            }
        }
        for (String section : List.of("networks", "volumes", "configs", "secrets")) {
            name(project.map(section));
        }
    }

    private void containers(MapNode project, MapNode containers) {
        networks(project, containers);
        for (String name : containers.keys()) {
            if (containers.get(name) instanceof MapNode container) {
                service(container);
                hooks.service(container);
            }
        }
    }

    private static void networks(MapNode project, MapNode services) {
        boolean usesDefault = false;
        for (String name : services.keys()) {
            if (services.get(name) instanceof MapNode service) {
                usesDefault |= usesDefaultNetwork(service);
            }
        }
        MapNode networks = project.map("networks");
        if (usesDefault && networks == null) {
            networks = new MapNode(project.location(), 1);
            project.put("networks", networks);
        }
        if (usesDefault && networks != null && !networks.has("default")) {
            networks.put("default", new ScalarNode(project.location(), null));
        }
    }

    private static boolean usesDefaultNetwork(MapNode service) {
        if (service.has("provider") || service.has("network_mode")) {
            return false;
        }
        MapNode networks = service.map("networks");
        if (networks == null || networks.isEmpty()) {
            MapNode implied = new MapNode(service.location(), 1);
            implied.put("default", new ScalarNode(service.location(), null));
            service.put("networks", implied);
            return true;
        }
        return networks.has("default");
    }

    private void service(MapNode service) {
        if ("if_not_present".equals(service.text("pull_policy"))) {
            replace(service, "pull_policy", "missing");
        }
        MapNode build = service.map("build");
        if (build != null) {
            build(build);
        }
        fillIn(service, "environment", true);
        dependencies(service);
        ListNode volumes = service.list("volumes");
        if (volumes != null) {
            for (Node item : volumes.items()) {
                if (item instanceof MapNode mount && mount.text("target") != null) {
                    replace(mount, "target", Paths.clean(Objects.requireNonNull(mount.text("target"))));
                }
            }
        }
    }

    private static void replace(MapNode map, String key, String value) {
        map.put(key, new ScalarNode(Objects.requireNonNull(map.get(key)).location(), value));
    }

    private void build(MapNode build) {
        LongForms.putIfAbsent(build, "context", ".");
        if (!build.has("dockerfile_inline")) {
            LongForms.putIfAbsent(build, "dockerfile", "Dockerfile");
        }
        fillIn(build, "args", false);
    }

    /** Gives keys without a value that of the environment; drops those that it does not have unless they are kept. */
    private void fillIn(MapNode parent, String key, boolean keep) {
        Node node = parent.get(key);
        if (node instanceof MapNode map) {
            map.replaceAll((name, value) -> {
                String set = value.isNull() ? environment.get(name) : null;
                Node kept = keep || !value.isNull() ? value : null;
                return set == null ? kept : new ScalarNode(value.location(), set);
            });
        } else if (node instanceof ListNode list) {
            list.items().replaceAll(item -> {
                String name = item instanceof ScalarNode scalar ? scalar.text() : "";
                String set = name.indexOf('=') < 0 ? environment.get(name) : null;
                return set == null ? item : new ScalarNode(item.location(), name + "=" + set);
            });
            list.items().removeIf(item -> !keep && GoText.of(item.plain()).indexOf('=') < 0);
        }
    }

    private static void dependencies(MapNode service) {
        MapNode known = service.map("depends_on");
        MapNode dependencies = known == null ? new MapNode(service.location(), 2) : known;
        each(service.list("links"), link -> {
            String[] parts = link.split(":", -1);
            add(dependencies, parts.length == 2 ? parts[0] : link, service.placeOf("links"), true);
        });
        for (String namespace : SHARED_NAMESPACES) {
            String shared = service.text(namespace);
            if (shared != null && shared.startsWith("service:")) {
                add(dependencies, shared.substring("service:".length()), service.placeOf(namespace), true);
            }
        }
        each(service.list("volumes_from"), from -> {
            if (!from.startsWith("container:")) {
                add(dependencies, from.split(":", -1)[0], service.placeOf("volumes_from"), false);
            }
        });
        if (known == null && !dependencies.isEmpty()) {
            service.put("depends_on", dependencies);
        }
    }

    private static void each(@Nullable ListNode list, Consumer<String> use) {
        if (list != null) {
            for (Node item : list.items()) {
                if (item instanceof ScalarNode scalar) {
                    use.accept(scalar.text());
                }
            }
        }
    }

    private static void add(MapNode dependencies, String name, SourceLocation place, boolean restart) {
        if (!dependencies.has(name)) {
            MapNode dependency = new MapNode(place, 3);
            LongForms.putIfAbsent(dependency, "condition", "service_started");
            LongForms.putIfAbsent(dependency, "restart", restart);
            LongForms.putIfAbsent(dependency, "required", true);
            dependencies.put(name, place, dependency);
        }
    }

    private void name(@Nullable MapNode resources) {
        if (resources == null) {
            return;
        }
        resources.replaceAll((key, value) -> {
            MapNode resource = value instanceof MapNode map ? map : new MapNode(value.location(), 1);
            Node name = resource.get("name");
            if (name == null || name.isNull()) {
                boolean external = resource.get("external") instanceof ScalarNode flag && isTrue(flag.text());
                resource.put("name", new ScalarNode(resource.location(), external ? key : projectName + "_" + key));
            }
            return resource;
        });
    }

    private static boolean isTrue(String text) {
        return List.of("1", "t", "T", "TRUE", "true", "True").contains(text);
    }
}
