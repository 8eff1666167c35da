package io.homelabhub.environment;

import io.homelabhub.definition.EnvironmentFiles;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.problem.Suggestion;
import io.homelabhub.variables.Assignment;
import io.homelabhub.variables.VariableOrigin;
import io.homelabhub.variables.VariableUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what nobody reads: names in files of variables that no Compose file asks for, and files that no service names. */
final class UnusedCheck {
    private static final Pattern OF_TOOLS =
            Pattern.compile("(COMPOSE|DOCKER|BUILDKIT|BUILDX|HOMELAB|SOPS)_.*|PWD|HOME|PATH|TZ");
    private static final Pattern EXAMPLE = Pattern.compile(
            "\\.env\\.(example|sample|template|dist|defaults?|tpl|j2|bak|old|orig|swp|enc).*|.*\\.enc|.*~");

    private final Resolution resolution;

    UnusedCheck(Resolution resolution) {
        this.resolution = resolution;
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(names());
        problems.addAll(files());
        return problems;
    }

    private List<Problem> names() {
        Set<String> used = resolution.uses().stream().map(VariableUse::name).collect(Collectors.toSet());
        Set<Path> delivered = new HashSet<>();
        resolution
                .read()
                .forServices()
                .values()
                .forEach(all -> all.forEach(assignment -> assignment
                        .origin()
                        .place()
                        .ifPresent(place -> delivered.add(resolution.absolute(place.file())))));
        Set<String> within = new EnvFileReferences(resolution.read().envFiles().keySet()).names();
        Set<String> unset = used.stream()
                .filter(name -> resolution.said(name).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        List<Problem> problems = new ArrayList<>();
        for (Assignment said : resolution.read().forFiles()) {
            SourceLocation place = said.origin().place().orElseThrow();
            boolean read = used.contains(said.name())
                    || within.contains(said.name())
                    || OF_TOOLS.matcher(said.name()).matches()
                    || delivered.contains(resolution.absolute(place.file()))
                    || isForOthersToo(said);
            if (said.name().equals(EnvironmentFiles.DEPLOYMENT_PATH)) {
                problems.add(tooLate(place));
            } else if (!read) {
                problems.add(Problem.warning(
                                "unused-variable:" + said.name(), place, said.name(), "no Compose file asks for it")
                        .withSuggestion(Suggestion.nearest(said.name(), unset)
                                .map(meant -> "did you mean \"" + meant + "\", which is not set?")
                                .orElse("remove it")));
            }
        }
        return problems;
    }

    /** Templates and {@code x-sops} ask encrypted files as well. */
    private static boolean isForOthersToo(Assignment said) {
        return said.origin().kind() == VariableOrigin.Kind.ENCRYPTED_FILE;
    }

    private static Problem tooLate(SourceLocation place) {
        return Problem.warning(
                        "unused-variable:" + EnvironmentFiles.DEPLOYMENT_PATH,
                        place,
                        EnvironmentFiles.DEPLOYMENT_PATH,
                        "it says which .env is read, so a .env cannot say it")
                .withSuggestion("set it in the environment");
    }

    /** Files beside the {@code .env} that look as if they were read. */
    private List<Problem> files() {
        Set<Path> read = resolution.read().envFiles().keySet().stream()
                .map(Path::normalize)
                .collect(Collectors.toSet());
        Path folder = resolution.files().usual().getParent();
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches("\\.env(\\..+)?"))
                    .filter(file ->
                            !EXAMPLE.matcher(file.getFileName().toString()).matches())
                    .filter(file -> !read.contains(file) && Files.isRegularFile(file))
                    .sorted()
                    .map(file -> Problem.warning(
                                    "unread-file:" + file.getFileName(),
                                    SourceLocation.of(file),
                                    "",
                                    "nobody reads this file")
                            .withSuggestion("name it under env_file of a service, or with --env-file; or remove it"))
                    .toList();
        } catch (IOException noFolder) {
            return List.of();
        }
    }
}
