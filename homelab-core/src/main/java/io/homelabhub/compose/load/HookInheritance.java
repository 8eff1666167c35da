package io.homelabhub.compose.load;

import io.homelabhub.compose.keys.Field;
import io.homelabhub.compose.keys.ProjectKeys;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Completes {@code pre_start} hooks with what they take from their service: all that says what a container is like, merged as if
 * the hook were a later file. Volumes aside, which a hook shares with the service's container when it runs.
 */
final class HookInheritance {
    private static final Set<String> INHERITED = ProjectKeys.SERVICE.child("pre_start").item().fields().stream()
            .map(Field::name)
            .filter(name -> !Set.of("per_replica", "volumes").contains(name))
            .collect(Collectors.toUnmodifiableSet());

    private final Findings findings;

    HookInheritance(Findings findings) {
        this.findings = findings;
    }

    void service(MapNode service) {
        ListNode hooks = service.list("pre_start");
        if (hooks == null) {
            return;
        }
        MapNode inherited = new MapNode(service.location());
        service.keysNow().stream()
                .filter(INHERITED::contains)
                .forEach(key -> inherited.put(key, service.placeOf(key), Objects.requireNonNull(service.get(key))));
        hooks.items().replaceAll(hook -> hook instanceof MapNode map ? completed(inherited.copy(), map) : hook);
    }

    private Node completed(MapNode inherited, MapNode hook) {
        MapNode services = new MapNode(hook.location(), 1);
        services.put("hook", new Merger(findings).entry("services", "hook", inherited, hook));
        MapNode project = new MapNode(hook.location(), 1);
        project.put("services", services);
        new Unicity(findings).project(project);
        return Objects.requireNonNull(services.get("hook"));
    }
}
