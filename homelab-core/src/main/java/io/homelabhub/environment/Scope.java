package io.homelabhub.environment;

import io.homelabhub.catalog.ServiceSelector;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.graph.Follow;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The services that a check is about, by their names in the Compose files. */
record Scope(Set<String> services) {
    /** @param names services, groups or patterns, with what they need; none for all that are enabled */
    static Scope of(ProjectDefinition definition, Collection<String> names) {
        List<String> members =
                definition.selector().members(names.isEmpty() ? List.of(ServiceSelector.ALL) : names);
        Set<String> needed = new TreeSet<>(definition.graph().closure(members, Follow.REQUIRED));
        return new Scope(needed.stream().map(definition::composeName).collect(Collectors.toSet()));
    }

    /** Whether what stands at {@code path} concerns them, as everything does that is in no service. */
    boolean concerns(String path) {
        return !path.startsWith("services.")
                || services.stream()
                        .anyMatch(name -> path.equals("services." + name)
                                || path.startsWith("services." + name + ".")
                                || path.startsWith("services." + name + "["));
    }
}
