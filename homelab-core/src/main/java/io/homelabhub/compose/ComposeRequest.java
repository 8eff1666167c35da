package io.homelabhub.compose;

import io.homelabhub.compose.load.LoadOptions;
import io.homelabhub.variables.Assignment;
import io.homelabhub.yaml.YamlLimits;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which project to load and how. Immutable; made by {@link #in(Path, Map)} and refined by the {@code with} methods.
 *
 * <p>Environment variables that Compose knows ({@code COMPOSE_FILE}, {@code COMPOSE_PROFILES}, …) are honoured where nothing
 * is said here.
 */
public final class ComposeRequest {
    /** The most bytes that a file may have. */
    public static final int MOST_INPUT_BYTES = YamlLimits.DEFAULT.bytes();

    private final LoadOptions options;
    private final boolean strict;
    private final boolean tolerant;

    private ComposeRequest(LoadOptions options, boolean strict, boolean tolerant) {
        this.options = options;
        this.strict = strict;
        this.tolerant = tolerant;
    }

    /**
     * A request to load what is found in {@code workingDirectory} or above.
     *
     * @param workingDirectory where the command runs; made absolute
     * @param environment the variables of the process; nothing is read from the process itself
     */
    public static ComposeRequest in(Path workingDirectory, Map<String, String> environment) {
        return new ComposeRequest(
                new LoadOptions(
                        List.of(),
                        workingDirectory.toAbsolutePath().normalize(),
                        null,
                        "",
                        List.of(),
                        Map.copyOf(environment),
                        List.of(),
                        List.of(),
                        true,
                        true,
                        true,
                        true,
                        false,
                        Set.of(),
                        List.of(),
                        null,
                        null),
                false,
                false);
    }

    /** With these files, the later laid over the earlier; {@code -} is the standard input. Relative to the working directory. */
    public ComposeRequest withFiles(List<Path> files) {
        return change(c -> c.files = files.stream().map(Path::toString).toList());
    }

    /** With a directory that relative paths start from, in place of that of the first file. */
    public ComposeRequest withProjectDirectory(Path directory) {
        return change(c -> c.projectDirectory = directory);
    }

    /** With a project name that wins over all others; it must consist of lower-case letters, digits, dash and underscore. */
    public ComposeRequest withProjectName(String name) {
        return change(c -> c.projectName = name);
    }

    /** With files of variables in place of {@code .env}; they must exist, later ones win. */
    public ComposeRequest withEnvFiles(List<Path> files) {
        return change(c -> c.envFiles = files.stream().map(Path::toString).toList());
    }

    /** With these profiles enabled, in place of {@code COMPOSE_PROFILES}; {@code *} enables all. */
    public ComposeRequest withProfiles(List<String> profiles) {
        return change(c -> c.profiles = List.copyOf(profiles));
    }

    /** Restricted to these services and what they depend on; their profiles are enabled. */
    public ComposeRequest withServices(List<String> services) {
        return change(c -> c.services = List.copyOf(services));
    }

    /** With networks, volumes, secrets and configs that no service uses. */
    public ComposeRequest withAllResources() {
        return change(c -> c.allResources = true);
    }

    /**
     * With variables left as they are. Numbers and flags may then still be variables, so the project has no services; only
     * {@link ComposeProject#model()} is of use.
     */
    public ComposeRequest withoutInterpolation() {
        return change(c -> c.interpolate = false);
    }

    /** Without names, default networks and dependencies made explicit. */
    public ComposeRequest withoutNormalization() {
        return change(c -> c.normalize = false);
    }

    /** Without checks of services against each other. */
    public ComposeRequest withoutConsistency() {
        return change(c -> c.consistency = false);
    }

    /** With relative paths left as they are. */
    public ComposeRequest withoutPathResolution() {
        return change(c -> c.resolvePaths = false);
    }

    /** With a standard input for the file {@code -}; asked at most once, and only if that file is among those to load. */
    public ComposeRequest withStandardInput(Supplier<byte[]> content) {
        return change(c -> c.standardInput = content);
    }

    /** With a text laid over all files, which is in their own form; problems in it are placed in the file {@code command line}. */
    public ComposeRequest withOverride(String text) {
        return change(c -> c.override = text);
    }

    /** With variables whose values are secrets, whatever their names say. */
    public ComposeRequest withSecretNames(Set<String> names) {
        return change(c -> c.addSecretNames(names));
    }

    /**
     * With variables that are in no file of variables: they count less than the environment and more than any such file, and a later one
     * more than an earlier. Their values are taken as they are, and are secrets.
     */
    public ComposeRequest withVariables(List<Assignment> variables) {
        return change(c -> {
            c.variables = List.copyOf(variables);
            c.addSecretNames(variables.stream().map(Assignment::name).toList());
        });
    }

    /** With warnings treated as errors. */
    public ComposeRequest strict() {
        return new ComposeRequest(options, true, tolerant);
    }

    /**
     * With required variables that have no value told apart, in {@link ComposeProject#missingVariables()}, in place of being
     * errors; an empty text stands for each.
     */
    public ComposeRequest toleratingMissingVariables() {
        return new ComposeRequest(options, strict, true);
    }

    LoadOptions options() {
        return options;
    }

    boolean isStrict() {
        return strict;
    }

    boolean isTolerant() {
        return tolerant;
    }

    @FunctionalInterface
    private interface Change {
        void on(Copy copy);
    }

    private ComposeRequest change(Change change) {
        Copy copy = new Copy(options);
        change.on(copy);
        return new ComposeRequest(copy.options(), strict, tolerant);
    }

    private static final class Copy {
        private final LoadOptions from;
        private List<String> files;
        private @Nullable Path projectDirectory;
        private String projectName;
        private List<String> envFiles;
        private List<String> profiles;
        private List<String> services;
        private boolean interpolate;
        private boolean normalize;
        private boolean consistency;
        private boolean resolvePaths;
        private boolean allResources;
        private Set<String> secretNames;
        private List<Assignment> variables;
        private @Nullable Supplier<byte[]> standardInput;
        private @Nullable String override;

        Copy(LoadOptions from) {
            this.from = from;
            files = from.files();
            projectDirectory = from.projectDirectory();
            projectName = from.projectName();
            envFiles = from.envFiles();
            profiles = from.profiles();
            services = from.services();
            interpolate = from.interpolate();
            normalize = from.normalize();
            consistency = from.consistency();
            resolvePaths = from.resolvePaths();
            allResources = from.allResources();
            secretNames = from.secretNames();
            variables = from.variables();
            standardInput = from.standardInput();
            override = from.override();
        }

        void addSecretNames(Collection<String> names) {
            Set<String> all = new HashSet<>(secretNames);
            all.addAll(names);
            secretNames = Set.copyOf(all);
        }

        LoadOptions options() {
            return new LoadOptions(
                    files,
                    from.workingDirectory(),
                    projectDirectory,
                    projectName,
                    envFiles,
                    from.environment(),
                    profiles,
                    services,
                    interpolate,
                    normalize,
                    consistency,
                    resolvePaths,
                    allResources,
                    secretNames,
                    variables,
                    standardInput,
                    override);
        }
    }
}
