package io.homelabhub.definition;

import io.homelabhub.compose.ComposeLoader;
import io.homelabhub.variables.VariableOrigin;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which files of variables count for a project: the one answer for whatever loads, checks or explains it.
 *
 * <p>Those that {@code --env-file} names; else those of {@code COMPOSE_ENV_FILES}; else the {@code .env} of the folder that
 * {@code DEPLOYMENT_PATH} names, which is the project's own folder unless somebody sets it. The environment of the process counts more
 * than all of them.
 *
 * @param named absolute; a later one counts more
 * @param usual the {@code .env} that is read if none is named, whether it is there or not
 * @param deployment whether {@code DEPLOYMENT_PATH} has moved that one
 * @param disabled whether {@code COMPOSE_DISABLE_ENV_FILE} keeps it from being read
 */
public record EnvironmentFiles(List<Path> named, Path usual, boolean deployment, boolean disabled) {
    /** Names the folder of the {@code .env}, relative to the project's own. */
    public static final String DEPLOYMENT_PATH = "DEPLOYMENT_PATH";

    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

    public EnvironmentFiles {
        named = List.copyOf(named);
    }

    /** Those of a project. */
    static EnvironmentFiles of(DefinitionSources sources) {
        boolean catalog = DefinitionLoader.catalogFile(sources).isPresent();
        Path home = DefinitionLoader.home(sources);
        Optional<String> moved =
                Optional.ofNullable(sources.environment().get(DEPLOYMENT_PATH)).filter(path -> catalog);
        Path folder = home.resolve(moved.orElse(".")).normalize();
        String disabled = sources.environment().getOrDefault("COMPOSE_DISABLE_ENV_FILE", "");
        return new EnvironmentFiles(
                named(sources), folder.resolve(".env"), !folder.equals(home.normalize()), TRUE.contains(disabled));
    }

    private static List<Path> named(DefinitionSources sources) {
        List<Path> given = sources.envFiles();
        if (given.isEmpty()) {
            String names = sources.environment().getOrDefault("COMPOSE_ENV_FILES", "");
            given = Arrays.stream(names.split(",", -1))
                    .filter(name -> !name.isEmpty())
                    .map(Path::of)
                    .toList();
        }
        return given.stream()
                .map(file -> sources.workingDirectory().resolve(file).normalize())
                .toList();
    }

    /** Those that are read: all that are named, there or not, else the usual one if it is there. */
    public List<Path> read() {
        if (!named.isEmpty()) {
            return named;
        }
        return !disabled && Files.isRegularFile(usual) ? List.of(usual) : List.of();
    }

    /** The one to write a variable to. */
    public Path first() {
        return named.stream().findFirst().orElse(usual);
    }

    /** What kind of source {@code file}, which is absolute, is for the project. */
    public VariableOrigin.Kind kindOf(Path file) {
        if (named.contains(file) || !file.equals(usual)) {
            return VariableOrigin.Kind.ENV_FILE;
        }
        return deployment ? VariableOrigin.Kind.DEPLOYMENT : VariableOrigin.Kind.DOT_ENV;
    }

    /** The folder that a project of Compose files alone lives in: that of its first file. */
    static Path folderOfComposeFiles(DefinitionSources sources) {
        Path here = sources.workingDirectory();
        Optional<Path> first = sources.composeFiles().stream().findFirst().or(() -> named(sources.environment()));
        if (first.isPresent()) {
            return Optional.ofNullable(here.resolve(first.get()).normalize().getParent())
                    .orElse(here);
        }
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (ComposeLoader.hasComposeFile(folder)) {
                return folder;
            }
        }
        return here;
    }

    private static Optional<Path> named(Map<String, String> environment) {
        String separator = environment.getOrDefault("COMPOSE_PATH_SEPARATOR", "");
        String delimiter = Pattern.quote(separator.isEmpty() ? File.pathSeparator : separator);
        return Optional.ofNullable(environment.get("COMPOSE_FILE"))
                .map(files -> files.split(delimiter, -1)[0])
                .filter(file -> !file.isBlank() && !file.equals("-"))
                .map(Path::of);
    }
}
