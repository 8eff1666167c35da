package io.homelabhub.compose;

import io.homelabhub.compose.load.Findings;
import io.homelabhub.compose.load.LoadedProject;
import io.homelabhub.compose.load.ProjectLoader;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.resource.ComposeDialect;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Loads Compose projects as docker compose 2.40 does: what it loads gives the same model here, what it refuses is refused here.
 * Thread-safe; each call reads the files anew.
 */
public final class ComposeLoader {
    /** Whether {@code directory} holds a Compose file of one of the usual names. */
    public static boolean hasComposeFile(Path directory) {
        return ProjectLoader.hasComposeFile(directory);
    }

    /**
     * Loads a project.
     *
     * @throws InvalidInputException with everything that is wrong: errors and warnings of all files
     */
    public ComposeProject load(ComposeRequest request) {
        Findings findings = new Findings(request.isTolerant());
        LoadedProject loaded = new ProjectLoader(request.options(), findings).load();
        List<Problem> problems = findings.all();
        if (loaded == null || findings.hasErrors()) {
            throw new InvalidInputException(problems);
        }
        Optional<ComposeDialect> dialect = ProjectOptions.dialect(loaded.model(), problems);
        if (problems.stream().anyMatch(Problem::isError)) {
            throw new InvalidInputException(problems);
        }
        problems.addAll(UnsupportedKeys.in(loaded));
        if (request.isStrict() && !problems.isEmpty()) {
            throw new InvalidInputException(
                    problems.stream().map(Problem::asError).toList());
        }
        return new ComposeProject(
                loaded,
                dialect,
                problems.stream().sorted().toList(),
                findings.missing().stream().sorted().toList());
    }
}
