package io.homelabhub.environment;

import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.variables.Assignment;
import io.homelabhub.variables.VariableOrigin.Kind;
import io.homelabhub.variables.VariableUse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which services see the variables that some files say. Immutable. */
public final class VariableUsers {
    private final Resolution resolution;

    private VariableUsers(Resolution resolution) {
        this.resolution = resolution;
    }

    /**
     * Those of a project.
     *
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files, missing variables aside
     */
    public static VariableUsers of(DefinitionSources sources) {
        ProjectDefinition definition = DefinitionLoader.load(sources, List.of());
        return new VariableUsers(new Resolution(definition, sources, DefinitionLoader.environmentFiles(sources)));
    }

    /** What was read for it. */
    public ProjectDefinition definition() {
        return resolution.definition();
    }

    /**
     * The services that see one of these variables, by their Compose names: for each the variables of its containers that come of it. A
     * service that sees it elsewhere, in its command say, has none.
     *
     * @param variables by the file that says them, which is absolute; a variable that another source says in its place is not seen
     */
    public Map<String, Set<String>> of(Map<Path, Set<String>> variables) {
        Set<String> ofProject = new TreeSet<>();
        variables.values().forEach(names -> names.stream()
                .filter(name -> resolution.said(name).stream().limit(1).anyMatch(first -> isOf(first, variables)))
                .forEach(ofProject::add));
        Map<String, Set<String>> users = new TreeMap<>();
        for (VariableUse use : resolution.uses()) {
            if (ofProject.contains(use.name())) {
                resolution.servicesOf(use).forEach(service -> users.computeIfAbsent(service, any -> new TreeSet<>()));
            }
        }
        for (String service : resolution.definition().compose().services().keySet()) {
            inContainers(service, ofProject, variables, users);
        }
        return users;
    }

    private void inContainers(
            String service, Set<String> ofProject, Map<Path, Set<String>> variables, Map<String, Set<String>> users) {
        resolution.container(service).forEach((name, said) -> {
            Assignment first = said.get(0);
            boolean filled = first.origin().kind() == Kind.COMPOSE_FILE
                    && (resolution.fillers(service, first).stream().anyMatch(ofProject::contains)
                            || (users.containsKey(service) && isPassedThrough(name, ofProject, first)));
            if (filled || isOf(first, variables)) {
                users.computeIfAbsent(service, any -> new TreeSet<>()).add(name);
            }
        });
    }

    private boolean isPassedThrough(String name, Set<String> ofProject, Assignment first) {
        return ofProject.contains(name)
                && resolution.said(name).stream().limit(1).anyMatch(said -> said.value()
                        .equals(first.value()));
    }

    private boolean isOf(Assignment assignment, Map<Path, Set<String>> variables) {
        return assignment
                .origin()
                .place()
                .filter(place -> variables
                        .getOrDefault(resolution.file(place.file()), Set.of())
                        .contains(assignment.name()))
                .isPresent();
    }
}
