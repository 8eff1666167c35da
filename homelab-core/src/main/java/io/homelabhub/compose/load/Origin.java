package io.homelabhub.compose.load;

import io.homelabhub.problem.SourceLocation;
import io.homelabhub.variables.VariableOrigin;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out what makes up a project before any of it is read: directory, files, variables. */
final class Origin {
    static final List<String> NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");
    private static final List<String> OVERRIDES = List.of(
            "compose.override.yml",
            "compose.override.yaml",
            "docker-compose.override.yml",
            "docker-compose.override.yaml");

    private final LoadOptions options;
    private final Findings findings;
    private final SourceFiles sources;
    private final SourceLocation here;
    private final List<String> files = new ArrayList<>();
    private final Map<String, String> environment;

    Origin(LoadOptions options, Findings findings, SourceFiles sources) {
        this.options = options;
        this.findings = findings;
        this.sources = sources;
        this.here = SourceLocation.of(options.workingDirectory());
        this.environment = new HashMap<>(options.environment());
    }

    /** Looks; after this the rest can be asked. */
    void find() {
        environment.putIfAbsent("PWD", options.workingDirectory().toString());
        if (!isAllHere()) {
            return;
        }
        addVariables();
        options.files().forEach(file -> files.add(absolute(file)));
        addEnvFiles();
        if (files.isEmpty() && environment.containsKey("COMPOSE_FILE")) {
            namedByEnvironment();
        }
        if (files.isEmpty()) {
            discover();
        }
        addEnvFiles();
        if (files.isEmpty()) {
            findings.error(
                    here,
                    "",
                    "there is no Compose file here or in a directory above",
                    "create compose.yaml, or name a file with -f, or a catalog with --catalog");
        }
    }

    /** Whether all files that are named, on the command line or in the environment, are on this machine. */
    private boolean isAllHere() {
        report("", "Compose file", options.files().stream().map(Origin::asNamed).toList());
        report("", "env file", envFileNames());
        String named = options.files().isEmpty() ? environment.getOrDefault("COMPOSE_FILE", "") : "";
        report("COMPOSE_FILE", "Compose file", named.contains("://") ? List.of(named) : List.of(named.split("[,;]")));
        return !findings.hasErrors();
    }

    /** An address that was taken for a path and made absolute. */
    private static String asNamed(String path) {
        String written = Elsewhere.asWritten(path);
        return written.contains(":/") ? written : path;
    }

    private void report(String trail, String kind, List<String> paths) {
        paths.stream()
                .filter(path -> Elsewhere.is(path) || path.contains("://"))
                .forEach(path -> findings.add(Elsewhere.problem(here, trail, kind, path)));
    }

    /** The absolute paths of the files; {@code -} for the standard input. */
    List<String> files() {
        return files;
    }

    /** The variables of the process and of env files. */
    Map<String, String> environment() {
        return environment;
    }

    /** The absolute directory of the project. */
    String directory() {
        Path given = options.projectDirectory();
        if (given != null) {
            return absolute(given.toString());
        }
        for (String file : files) {
            if (!file.equals("-")) {
                return Paths.parent(file);
            }
        }
        return options.workingDirectory().toString();
    }

    /** The absolute paths of the env files that were named. */
    List<Path> namedEnvFiles() {
        return envFileNames().stream().map(this::absolute).map(Path::of).toList();
    }

    private String absolute(String path) {
        return path.equals("-")
                ? path
                : Paths.clean(Paths.resolve(options.workingDirectory().toString(), path));
    }

    private List<String> envFileNames() {
        if (!options.envFiles().isEmpty()) {
            return options.envFiles();
        }
        List<String> names = new ArrayList<>();
        for (String name :
                options.environment().getOrDefault("COMPOSE_ENV_FILES", "").split(",", -1)) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private void addVariables() {
        sources.record().forFiles(options.variables());
        Map<String, String> last = new HashMap<>();
        options.variables().forEach(variable -> last.put(variable.name(), variable.value()));
        findings.keepSecret(last);
        last.forEach(environment::putIfAbsent);
    }

    private void addEnvFiles() {
        List<String> paths = envFileNames().stream().map(this::absolute).toList();
        if (paths.isEmpty()) {
            String usual = Paths.join(directory(), ".env");
            boolean wanted = !isDisabled() && SourceFiles.exists(usual) && !SourceFiles.isDirectory(usual);
            paths = wanted ? List.of(usual) : List.of();
        }
        Map<String, String> read = new EnvFiles(findings, sources).project(kind(), paths, environment, here, "");
        findings.keepSecret(environment);
        findings.keepSecret(read);
        read.forEach((name, value) -> {
            if (name.startsWith("COMPOSE_")) {
                environment.putIfAbsent(name, value);
            }
        });
        if (!envFileNames().isEmpty()
                || !isDisabled()) { // it may disable itself: its settings for Compose count all the same
            read.forEach(environment::putIfAbsent);
        }
    }

    private VariableOrigin.Kind kind() {
        return envFileNames().isEmpty() ? VariableOrigin.Kind.DOT_ENV : VariableOrigin.Kind.ENV_FILE;
    }

    private boolean isDisabled() {
        String flag = environment.get("COMPOSE_DISABLE_ENV_FILE");
        if (flag == null || List.of("0", "f", "F", "FALSE", "false", "False").contains(flag)) {
            return false;
        } else if (!List.of("1", "t", "T", "TRUE", "true", "True").contains(flag)) {
            findings.error(here, "COMPOSE_DISABLE_ENV_FILE", "found \"" + flag + "\", expected true or false");
        }
        return true;
    }

    private void namedByEnvironment() {
        String separator = environment.getOrDefault("COMPOSE_PATH_SEPARATOR", "");
        String paths = Objects.requireNonNull(environment.get("COMPOSE_FILE"));
        String delimiter = separator.isEmpty() ? File.pathSeparator : separator;
        for (String path : paths.split(Pattern.quote(delimiter), -1)) {
            String file = absolute(path);
            if (!file.equals("-") && !SourceFiles.exists(file)) {
                findings.error(here, "COMPOSE_FILE", "there is no file " + path, "correct COMPOSE_FILE");
            }
            files.add(file);
        }
    }

    private void discover() {
        Path directory = Path.of(directory());
        while (directory != null) {
            String main = firstOf(NAMES, directory);
            if (main != null) {
                files.add(main);
                String override = firstOf(OVERRIDES, directory);
                if (override != null) {
                    files.add(override);
                }
                return;
            }
            directory = directory.getParent();
        }
    }

    private @Nullable String firstOf(List<String> names, Path directory) {
        List<String> found = names.stream()
                .filter(name -> SourceFiles.exists(directory.resolve(name).toString()))
                .toList();
        if (found.size() > 1) {
            findings.warn(
                    "several-compose-files",
                    SourceLocation.of(
                            sources.shown(directory.resolve(found.get(0)).toString())),
                    "",
                    "found " + String.join(", ", found) + "; " + found.get(0) + " is used",
                    "remove the others, or name files with -f");
        }
        return found.isEmpty() ? null : directory.resolve(found.get(0)).toString();
    }
}
