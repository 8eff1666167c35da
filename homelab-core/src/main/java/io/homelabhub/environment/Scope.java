package io.homelabhub.environment;

import io.homelabhub.catalog.ServiceSelector;
import io.homelabhub.definition.ProjectDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The services that a check is about, by their names in the Compose files: those that a deploy would bring. */
record Scope(Set<String> services) {
    /** @param names services, groups or patterns; none for all that are enabled */
    static Scope of(ProjectDefinition definition, Collection<String> names) {
        List<String> deployed = definition
                .selector()
                .deployment(names.isEmpty() ? List.of(ServiceSelector.ALL) : names)
                .services();
        return new Scope(deployed.stream().map(definition::composeName).collect(Collectors.toSet()));
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
