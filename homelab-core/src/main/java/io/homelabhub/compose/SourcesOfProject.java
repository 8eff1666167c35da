package io.homelabhub.compose;

import io.homelabhub.compose.load.LoadedProject;
import io.homelabhub.compose.load.LoadedService;
import io.homelabhub.compose.load.ReadingRecord;
import io.homelabhub.compose.tree.ListNode;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.View;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.variables.Assignment;
import io.homelabhub.variables.ProjectSources;
import io.homelabhub.variables.VariableOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what a project's variables were read from: what was noted while it was loaded, and the places in its tree. */
final class SourcesOfProject {
    private final Map<String, List<Assignment>> declared = new HashMap<>();
    private final Map<String, Set<SourceLocation>> places = new HashMap<>();

    private SourcesOfProject() {}

    static ProjectSources of(LoadedProject loaded) {
        SourcesOfProject sources = new SourcesOfProject();
        loaded.services().values().forEach(sources::service);
        loaded.disabled().values().forEach(sources::service);
        loaded.jobs().values().forEach(sources::service);
        ReadingRecord record = loaded.record();
        return new ProjectSources(
                record.composeFiles(),
                record.envFiles(),
                record.rawFiles(),
                record.forFiles(),
                record.forServices(),
                sources.declared,
                sources.places);
    }

    private void service(LoadedService service) {
        Set<SourceLocation> its = new HashSet<>();
        collect(service.node(), its);
        places.put(service.name(), its);
        declared.put(service.name(), environment(service));
    }

    private static void collect(Node node, Set<SourceLocation> places) {
        places.add(node.location());
        if (node instanceof MapNode map) {
            map.keys().forEach(key -> {
                places.add(map.placeOf(key));
                collect(Objects.requireNonNull(map.get(key)), places);
            });
        } else if (node instanceof ListNode list) {
            list.items().forEach(item -> collect(item, places));
        }
    }

    private static List<Assignment> environment(LoadedService service) {
        Node written = service.node().get("environment");
        List<Assignment> declared = new ArrayList<>();
        View.of(service.declared()).view("environment").map().forEach((name, value) -> {
            if (value != null) {
                declared.add(new Assignment(
                        name,
                        value.toString(),
                        VariableOrigin.at(VariableOrigin.Kind.COMPOSE_FILE, place(written, name, service))));
            }
        });
        return declared;
    }

    private static SourceLocation place(@Nullable Node written, String name, LoadedService service) {
        if (written instanceof MapNode map) {
            return map.placeOf(name);
        } else if (written instanceof ListNode list) {
            return list.items().stream()
                    .filter(item -> String.valueOf(item.plain()).startsWith(name + "=") || name.equals(item.plain()))
                    .map(Node::location)
                    .findFirst()
                    .orElse(list.location());
        }
        return service.node().location();
    }
}
