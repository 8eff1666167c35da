package io.homelabhub.definition;

import io.homelabhub.bundle.BundleFiles;
import io.homelabhub.bundle.BundleFinder;
import io.homelabhub.bundle.JoinedCatalog;
import io.homelabhub.catalog.CatalogReader;
import io.homelabhub.catalog.CatalogReading;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.compose.ComposeLoader;
import io.homelabhub.compose.ComposeProject;
import io.homelabhub.compose.ComposeReading;
import io.homelabhub.compose.ComposeRequest;
import io.homelabhub.generation.disk.Freshness;
import io.homelabhub.host.Hosts;
import io.homelabhub.host.RunPlace;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.variables.VariableDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a homelab's files. Collects the problems of all of them before it gives up. */
public final class DefinitionLoader {
    private static final Path CATALOG = Path.of("orchestration", "services.yaml");

    private final DefinitionSources sources;
    private final Set<String> asServices;
    private final List<Problem> problems = new ArrayList<>();
    private final OpenedFiles opened;

    private DefinitionLoader(DefinitionSources sources) {
        this(sources, Set.of());
    }

    /** @param asServices jobs that are read as if they were services */
    private DefinitionLoader(DefinitionSources sources, Set<String> asServices) {
        this.sources = sources;
        this.opened = new OpenedFiles(sources);
        this.asServices = asServices;
    }

    /**
     * Reads all the files and holds them against each other.
     *
     * @param names what the request names; without a catalog, a profile among them is active
     * @throws InvalidInputException with everything that is wrong, missing variables aside
     */
    public static ProjectDefinition load(DefinitionSources sources, Collection<String> names) {
        return new DefinitionLoader(sources).definition(names);
    }

    /**
     * Reads all the files as {@link #load} does, in which what runs once is a service, also if it is a job.
     *
     * @param name a service or a job
     * @throws InvalidInputException with everything that is wrong, missing variables aside
     */
    public static ProjectDefinition loadToRun(DefinitionSources sources, String name) {
        return new DefinitionLoader(sources, Set.of(name)).definition(List.of(name));
    }

    private ProjectDefinition definition(Collection<String> names) {
        Optional<Path> catalog = catalogFile(sources);
        return catalog.isPresent() ? withCatalog(catalog.get()) : withoutCatalog(names);
    }

    /** The catalog that was given, else the one of the working directory or the nearest above it. */
    public static Optional<Path> catalogFile(DefinitionSources sources) {
        if (sources.catalog().isPresent()) {
            return sources.catalog().map(sources.workingDirectory()::resolve);
        }
        if (!sources.composeFiles().isEmpty() || sources.environment().containsKey("COMPOSE_FILE")) {
            return Optional.empty();
        }
        for (Path directory = sources.workingDirectory(); directory != null; directory = directory.getParent()) {
            if (Files.isRegularFile(directory.resolve(CATALOG))) {
                return Optional.of(directory.resolve(CATALOG));
            }
            if (ComposeLoader.hasComposeFile(directory)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Whether a catalog or a Compose file is named, or lies in the working directory or above it. */
    public static boolean hasFiles(DefinitionSources sources) {
        if (catalogFile(sources).isPresent()
                || !sources.composeFiles().isEmpty()
                || sources.environment().containsKey("COMPOSE_FILE")) {
            return true;
        }
        for (Path directory = sources.workingDirectory(); directory != null; directory = directory.getParent()) {
            if (ComposeLoader.hasComposeFile(directory)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The catalog alone, without a look at the bundles; without one, what the Compose files say.
     *
     * @throws InvalidInputException with everything that is wrong with what was read
     */
    public static ServiceCatalog catalog(DefinitionSources sources) {
        Optional<Path> file = catalogFile(sources);
        return file.isPresent()
                ? new DefinitionLoader(sources).read(file.get())
                : load(sources, List.of()).catalog();
    }

    private ServiceCatalog read(Path file) {
        ServiceCatalog catalog = readable(file);
        List<Problem> refusing = FileProblems.ofCatalog(catalog, problems).refusingEverything(sources.strict());
        if (!refusing.isEmpty()) {
            throw new InvalidInputException(refusing);
        }
        return catalog;
    }

    /** As much of the catalog as can be read. */
    private ServiceCatalog readable(Path file) {
        CatalogReading reading = CatalogReader.lenient().read(file, sources.shown(file));
        problems.addAll(reading.problems());
        return reading.readable().orElseGet(() -> ServiceCatalog.empty(file));
    }

    private ProjectDefinition withCatalog(Path file) {
        ServiceCatalog catalog = readable(file);
        Hosts hosts = HostsLoader.beside(catalog, sources, problems);
        problems.addAll(new HostReferences(catalog, hosts).problems());
        Bundles bundles = bundles(file, catalog);
        if (bundles.isEmpty() && problems.stream().anyMatch(Problem::isError)) {
            throw new InvalidInputException(problems);
        }
        PlacedProject placed = PlacedProject.of(
                catalog,
                read(bundles.request()),
                project -> JoinedCatalog.of(catalog, project, name -> deployed(name, bundles.deployment(), home(file))),
                new RunPlace(hosts, sources.host(), sources.across()),
                text -> again(bundles.request(), text));
        problems.addAll(JobReferences.problems(catalog, jobs(placed)));
        return definition(catalog, placed, placed.compose().jobs().keySet());
    }

    /** What is read as a service is a job all the same. */
    private Set<String> jobs(PlacedProject placed) {
        Set<String> jobs = new TreeSet<>(placed.compose().jobs().keySet());
        jobs.addAll(asServices);
        return jobs;
    }

    /** Once more, with a text laid over the files; what is wrong with them is known by then. */
    private Optional<ComposeProject> again(ComposeRequest request, String text) {
        ComposeRequest complete = named(request.toleratingMissingVariables());
        String all = sources.override().map(first -> first + "---\n").orElse("") + text;
        return new ComposeLoader()
                .read(complete.withOverride(all))
                .readable()
                .map(project -> project.withServicesOf(asServices));
    }

    /** The Compose files of a catalog, to be read with the folder of the {@code .env} in {@code DEPLOYMENT_PATH}. */
    private record Bundles(ComposeRequest request, Path deployment, boolean isEmpty) {}

    private Bundles bundles(Path file, ServiceCatalog catalog) {
        BundleFiles bundles = BundleFinder.find(catalog);
        problems.addAll(bundles.problems());
        Map<String, String> environment = new TreeMap<>(sources.environment());
        Path deployment = home(file)
                .resolve(environment.getOrDefault(EnvironmentFiles.DEPLOYMENT_PATH, "."))
                .normalize();
        requireFolder(sources.environment().get(EnvironmentFiles.DEPLOYMENT_PATH), deployment);
        problems.addAll(Freshness.problems(deployment, home(file)));
        environment.put(EnvironmentFiles.DEPLOYMENT_PATH, deployment.toString());
        ComposeRequest request = ComposeRequest.in(sources.workingDirectory(), environment)
                .withFiles(bundles.files())
                .withEnvFiles(EnvironmentFiles.of(sources).read())
                .withProfiles(List.of("*"))
                .withSecretNames(secretNames(catalog))
                .withVariables(EncryptedVariables.of(sources, home(file), catalog.secrets(), opened, problems));
        return new Bundles(request, deployment, bundles.files().isEmpty());
    }

    private static Set<String> secretNames(ServiceCatalog catalog) {
        return catalog.variables().values().stream()
                .filter(VariableDefinition::isSecret)
                .map(VariableDefinition::name)
                .collect(Collectors.toSet());
    }

    private ProjectDefinition definition(ServiceCatalog catalog, PlacedProject placed, Set<String> enabledJobs) {
        FileProblems found = FileProblems.of(catalog, placed.compose(), placed.joined(), problems);
        ProjectDefinition definition = new ProjectDefinition(catalog, placed, found, opened, enabledJobs);
        definition.requireReadable(sources.strict());
        return definition;
    }

    private void requireFolder(@Nullable String named, Path deployment) {
        if (named != null && !Files.isDirectory(deployment)) {
            problems.add(Problem.error(
                            SourceLocation.of(deployment),
                            "",
                            EnvironmentFiles.DEPLOYMENT_PATH + " is " + named + ", and there is no folder "
                                    + deployment)
                    .withSuggestion(
                            "`homelab config generate` makes it; or create it with its .env, or remove the variable"));
        }
    }

    /** The folder that the owner's commands run in: that of the project, where an example of {@code .env} lies. */
    public static Path home(DefinitionSources sources) {
        return catalogFile(sources)
                .map(DefinitionLoader::home)
                .or(sources::projectDirectory)
                .map(sources.workingDirectory()::resolve)
                .orElseGet(() -> EnvironmentFiles.folderOfComposeFiles(sources));
    }

    /** Which files of variables count. */
    public static EnvironmentFiles environmentFiles(DefinitionSources sources) {
        return EnvironmentFiles.of(sources);
    }

    /**
     * The Compose model in a form of its own: of the catalog's bundles if there is a catalog, with the variables that every command
     * reads.
     *
     * @param view which part is wanted and how; told nothing, everything
     * @throws InvalidInputException with everything that is wrong with the files, missing variables included
     */
    public static ComposeProject compose(DefinitionSources sources, UnaryOperator<ComposeRequest> view) {
        DefinitionLoader loader = new DefinitionLoader(sources);
        ComposeRequest request = catalogFile(sources)
                .map(file -> loader.bundles(file, loader.readable(file)).request())
                .orElseGet(() -> loader.composeFiles().withProfiles(sources.profiles()));
        if (loader.problems.stream().anyMatch(Problem::isError)) {
            throw new InvalidInputException(loader.problems);
        }
        ComposeRequest named = loader.named(request);
        return new ComposeLoader().load(view.apply(sources.strict() ? named.strict() : named));
    }

    /** The folder that holds the folder of the catalog, where the owner's commands run and {@code .env} lies. */
    private static Path home(Path catalog) {
        Path folder = catalog.toAbsolutePath().normalize().getParent();
        Path parent = folder == null ? null : folder.getParent();
        boolean ofItsOwn = folder != null && folder.endsWith(CATALOG.getName(0));
        return ofItsOwn && parent != null ? parent : Optional.ofNullable(folder).orElse(Path.of("/"));
    }

    /** An environment file as the catalog names it, made absolute. */
    private static Path deployed(String name, Path deployment, Path home) {
        String path = name.replace("${" + EnvironmentFiles.DEPLOYMENT_PATH + "}", deployment.toString());
        return home.resolve(path).normalize();
    }

    private ProjectDefinition withoutCatalog(Collection<String> names) {
        ComposeRequest request = composeFiles();
        List<Problem> closed = List.copyOf(problems);
        problems.clear();
        ComposeProject project = readAsFarAsPossible(request, names);
        problems.addAll(closed);
        ServiceCatalog catalog = ComposeCatalog.of(project, sources.profiles(), names);
        PlacedProject placed = PlacedProject.of(
                catalog,
                project,
                read -> JoinedCatalog.of(
                        catalog, read, name -> sources.workingDirectory().resolve(name)),
                new RunPlace(HostsLoader.beside(catalog, sources, problems), sources.host(), sources.across()),
                text -> again(request, text));
        return definition(catalog, placed, ComposeCatalog.enabledJobs(project, sources.profiles(), names));
    }

    private ComposeRequest composeFiles() {
        return ComposeRequest.in(sources.workingDirectory(), sources.environment())
                .withFiles(sources.composeFiles())
                .withEnvFiles(sources.envFiles())
                .withVariables(EncryptedVariables.of(sources, sources.workingDirectory(), List.of(), opened, problems));
    }

    /**
     * With every profile. What is wrong with a service that no active profile enables is a warning, and the service left out:
     * Compose does not look at it either.
     */
    private ComposeProject readAsFarAsPossible(ComposeRequest request, Collection<String> names) {
        ComposeProject everything = read(request.withProfiles(List.of("*")));
        if (problems.stream().noneMatch(Problem::isError)) {
            return everything;
        }
        List<Problem> ofEverything = List.copyOf(problems);
        problems.clear();
        List<String> active = new ArrayList<>(sources.profiles());
        active.addAll(names);
        ComposeProject project = read(request.withProfiles(active));
        boolean usable = problems.stream().noneMatch(Problem::isError);
        ofEverything.forEach(problem -> problems.add(usable ? problem.asWarning() : problem));
        return usable ? project : everything;
    }

    /** Collects the problems. */
    private ComposeProject read(ComposeRequest request) {
        ComposeRequest complete = named(request.toleratingMissingVariables());
        ComposeReading reading = new ComposeLoader().read(complete);
        problems.addAll(reading.problems());
        return reading.readable()
                .orElseThrow(() -> new InvalidInputException(problems))
                .withServicesOf(asServices);
    }

    /** With what the caller says in place of the files. */
    private ComposeRequest named(ComposeRequest request) {
        ComposeRequest named = request;
        if (sources.projectDirectory().isPresent()) {
            named = named.withProjectDirectory(sources.projectDirectory().get());
        }
        if (sources.projectName().isPresent()) {
            named = named.withProjectName(sources.projectName().get());
        }
        if (sources.override().isPresent()) {
            named = named.withOverride(sources.override().get());
        }
        return named;
    }
}
