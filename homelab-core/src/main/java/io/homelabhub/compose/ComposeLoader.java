package io.homelabhub.compose;

import io.homelabhub.compose.load.Findings;
import io.homelabhub.compose.load.LoadedProject;
import io.homelabhub.compose.load.ProjectLoader;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.Problems;
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
        return read(request).requireValid();
    }

    /** Reads a project as far as it can be read, for those who want to see all that is wrong. */
    public ComposeReading read(ComposeRequest request) {
        Findings findings = new Findings(request.isTolerant(), request.options().secretNames());
        LoadedProject loaded = new ProjectLoader(request.options(), findings).load();
        List<Problem> problems = findings.all();
        if (loaded == null) {
            return new ComposeReading(Optional.empty(), problems);
        }
        ProjectOptions options = ProjectOptions.of(loaded.model(), problems);
        problems.addAll(UnsupportedKeys.in(loaded));
        loaded.jobs().forEach((name, job) -> {
            new JobReader(name, job.node(), problems).triggers();
            new JobOptionsReader(name, problems).options(job.node());
        });
        if (request.isStrict()) {
            problems.replaceAll(Problem::asError);
        }
        List<Problem> warnings =
                problems.stream().filter(problem -> !problem.isError()).toList();
        return new ComposeReading(
                Optional.of(new ComposeProject(
                        loaded,
                        options,
                        Problems.tidied(warnings),
                        findings.missing(),
                        findings.moulds(),
                        request.options().secretNames())),
                problems);
    }
}
