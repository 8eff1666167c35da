package io.homelabhub.environment;

import io.homelabhub.api.Api;
import io.homelabhub.catalog.UnknownServiceException;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.definition.EnvironmentFiles;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.variables.EnvironmentReport;
import io.homelabhub.variables.VariableExplanation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The environment of a project: its variables, explained and checked. Thread-safe; each call reads the files anew. */
public final class ProjectEnvironment {
    private final DefinitionSources sources;

    /** Of one runtime; see {@code HomelabRuntime.environment}. */
    @Api(Api.Status.INTERNAL)
    public ProjectEnvironment(DefinitionSources sources) {
        this.sources = sources;
    }

    /**
     * Where variables come from, what they override, who asks for them and in which containers they are; by name. No value of a
     * secret is in it.
     *
     * @param names variables; or services, groups and patterns, for what these ask for and what their containers get. None for
     *     every variable
     * @throws InvalidInputException with everything that is wrong with the files, missing variables aside
     * @throws UnknownVariableException for a name that is neither a variable's nor a service's
     */
    public List<VariableExplanation> explain(Collection<String> names) {
        Resolution resolution = resolution();
        Explaining explaining = new Explaining(resolution);
        Set<String> known = resolution.names();
        Map<String, VariableExplanation> found = new TreeMap<>();
        for (String name : names.isEmpty() ? known : names) {
            List<VariableExplanation> meant = known.contains(name)
                    ? List.of(explaining.variable(name))
                    : explaining.ofServices(services(resolution.definition(), name, explaining));
            meant.forEach(one -> found.putIfAbsent(one.name(), one));
        }
        return List.copyOf(found.values());
    }

    private static Set<String> services(ProjectDefinition definition, String name, Explaining explaining) {
        try {
            return definition.selector().members(List.of(name)).stream()
                    .map(definition::composeName)
                    .collect(Collectors.toSet());
        } catch (UnknownServiceException unknown) {
            throw new UnknownVariableException(name, explaining.nearest(name));
        }
    }

    /**
     * Checks what Compose will make of the environment: whether everything required is there and of the form that the catalog and
     * the schemas ask for, whether values are left over from an example, and lines of files are read as they were meant. Finds all
     * problems at once.
     *
     * @param names services, groups or patterns, with what they need; none for all that are enabled
     * @throws InvalidInputException with everything that is wrong with the files, and with lines of files of variables, if the
     *     project cannot be loaded
     * @throws UnknownServiceException for a name that means nothing
     */
    public EnvironmentReport check(Collection<String> names) {
        try {
            Resolution resolution = resolution();
            return new EnvironmentChecks(resolution, Scope.of(resolution.definition(), names), names.isEmpty())
                    .report();
        } catch (InvalidInputException broken) {
            List<Problem> problems = new ArrayList<>(broken.problems());
            problems.addAll(
                    LineCheck.of(DefinitionLoader.environmentFiles(sources).read(), sources.workingDirectory()));
            throw new InvalidInputException(problems);
        }
    }

    private Resolution resolution() {
        ProjectDefinition definition = DefinitionLoader.load(sources, List.of());
        EnvironmentFiles files = DefinitionLoader.environmentFiles(sources);
        return new Resolution(definition, sources, files);
    }
}
