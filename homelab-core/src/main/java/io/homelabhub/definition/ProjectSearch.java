package io.homelabhub.definition;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ComposeLabels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Finds a project whose files cannot be used: by the name that was given, else by the folder that its containers' labels
 * say they were deployed from.
 */
public final class ProjectSearch {
    private static final String PROJECT_NAME = "COMPOSE_PROJECT_NAME";

    private final DefinitionSources sources;
    private final ObservedState observed;

    private ProjectSearch(DefinitionSources sources, ObservedState observed) {
        this.sources = sources;
        this.observed = observed;
    }

    /**
     * What is known of the project: from its files, or where they cannot be used from its containers.
     *
     * @param names of services, groups or patterns that somebody asks for
     * @param everything that an engine lists, of all projects; asked only if the files cannot be used
     * @throws InvalidInputException if neither tell
     */
    public static ProjectView view(DefinitionSources sources, List<String> names, Supplier<ObservedState> everything) {
        try {
            return ProjectView.of(DefinitionLoader.load(sources, names));
        } catch (InvalidInputException broken) {
            return new ProjectSearch(sources, everything.get()).find(broken);
        }
    }

    /**
     * What its containers say of the project.
     *
     * @param broken what is wrong with its files
     * @throws InvalidInputException as given, if no container leads to a project, or several do
     */
    private ProjectView find(InvalidInputException broken) {
        String name = given().or(() -> theOnlyOne(broken, deployedFromHere())).orElseThrow(() -> broken);
        Path file = DefinitionLoader.catalogFile(sources).orElse(sources.workingDirectory());
        return ProjectView.of(ProjectContainers.of(name, observed), file, broken.problems());
    }

    private Optional<String> given() {
        return sources.projectName()
                .or(() -> Optional.ofNullable(sources.environment().get(PROJECT_NAME)))
                .filter(name -> !name.isBlank());
    }

    private Optional<String> theOnlyOne(InvalidInputException broken, Set<String> projects) {
        if (projects.size() > 1) {
            List<Problem> problems = new ArrayList<>(broken.problems());
            Problem first = problems.get(0);
            problems.add(Problem.error(
                            first.location(), "", "several projects run from here: " + String.join(", ", projects))
                    .withSuggestion("say which with --project-name"));
            throw new InvalidInputException(problems);
        }
        return projects.stream().findFirst();
    }

    private Set<String> deployedFromHere() {
        Set<String> folders = new TreeSet<>();
        folders()
                .forEach(folder ->
                        folders.add(folder.toAbsolutePath().normalize().toString()));
        Set<String> found = new TreeSet<>();
        for (ObservedContainer container : observed.containers()) {
            if (container
                    .label(ComposeLabels.WORKING_DIR)
                    .filter(folders::contains)
                    .isPresent()) {
                ProjectContainers.projectOf(container).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Where Compose files were, or should be. */
    private Set<Path> folders() {
        Set<Path> folders = new LinkedHashSet<>();
        sources.projectDirectory().ifPresent(folders::add);
        DefinitionLoader.catalogFile(sources)
                .ifPresent(catalog -> folders.add(catalog.toAbsolutePath().getParent()));
        sources.composeFiles()
                .forEach(file ->
                        folders.add(sources.workingDirectory().resolve(file).getParent()));
        folders.add(sources.workingDirectory());
        folders.add(sources.workingDirectory().resolve("orchestration"));
        return folders;
    }
}
