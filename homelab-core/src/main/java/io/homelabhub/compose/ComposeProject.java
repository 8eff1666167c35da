package io.homelabhub.compose;

import io.homelabhub.compose.load.Encoder;
import io.homelabhub.compose.load.LoadedProject;
import io.homelabhub.compose.load.LoadedService;
import io.homelabhub.compose.tree.ByteOrder;
import io.homelabhub.compose.tree.MapNode;
import io.homelabhub.compose.tree.Node;
import io.homelabhub.compose.tree.View;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.secret.EncryptedReference;
import io.homelabhub.secret.SecretMask;
import io.homelabhub.secret.SecretPlace;
import io.homelabhub.secret.SensitiveNames;
import io.homelabhub.variables.ProjectSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A Compose project: everything its files say, defaults and names made explicit. Immutable. */
public final class ComposeProject {
    private final LoadedProject loaded;
    private final ProjectOptions options;
    private final List<Problem> warnings;
    private final List<Problem> missingVariables;
    private final Map<SourceLocation, String> moulds;
    private final Set<String> secretNames;
    private final SortedMap<String, ComposeService> services;
    private final SortedMap<String, ComposeService> disabled;
    private final SortedMap<String, ComposeJob> jobs;
    private final SortedMap<String, ComposeNetwork> networks;
    private final SortedMap<String, ComposeVolume> volumes;
    private final SortedMap<String, ComposeFileObject> secrets;
    private final SortedMap<String, ComposeFileObject> configs;

    /**
     * A project.
     *
     * @param options what the files say to Homelab alone
     * @param moulds the texts into which secrets are filled, by where they stand
     * @param secretNames variables whose values are secrets, whatever their names say
     */
    ComposeProject(
            LoadedProject loaded,
            ProjectOptions options,
            List<Problem> warnings,
            List<Problem> missingVariables,
            Map<SourceLocation, String> moulds,
            Set<String> secretNames) {
        this.loaded = loaded;
        this.options = options;
        this.warnings = List.copyOf(warnings);
        this.missingVariables = List.copyOf(missingVariables);
        this.moulds = moulds;
        this.secretNames = Set.copyOf(secretNames);
        services =
                map(loaded.services(), (name, service) -> new ComposeService(service, place(service.section(), name)));
        disabled = map(loaded.disabled(), (name, service) -> new ComposeService(service, place("services", name)));
        jobs = map(loaded.jobs(), (name, job) -> job(job));
        networks = section("networks", (key, view) -> ComposeNetwork.of(key, view, place("networks", key)));
        volumes = section("volumes", (key, view) -> ComposeVolume.of(key, view, place("volumes", key)));
        secrets = section("secrets", (key, view) -> fileObject("secrets", key, view));
        configs = section("configs", (key, view) -> fileObject("configs", key, view));
    }

    private static <A, B> SortedMap<String, B> map(SortedMap<String, A> from, BiFunction<String, A, B> change) {
        SortedMap<String, B> to = new TreeMap<>(ByteOrder::compare);
        from.forEach((key, value) -> to.put(key, change.apply(key, value)));
        return Collections.unmodifiableSortedMap(to);
    }

    private <B> SortedMap<String, B> section(String section, BiFunction<String, View, B> change) {
        SortedMap<String, Map<String, @Nullable Object>> from =
                loaded.sections().get(section);
        return from == null
                ? Collections.emptySortedMap()
                : map(from, (key, value) -> change.apply(key, View.of(value)));
    }

    private ComposeJob job(LoadedService job) {
        List<Problem> told = new ArrayList<>(); // by the loader
        return new ComposeJob(
                new ComposeService(job, place(job.section(), job.name())),
                new JobReader(job.name(), job.node(), told).triggers(),
                new JobOptionsReader(job.name(), told).options(job.node()));
    }

    /**
     * The same, in which some of its jobs are services, and so can be translated and created as these are. What they need of other
     * jobs is left out: those are run before.
     *
     * @param some names of enabled jobs; others are left out
     */
    public ComposeProject withServicesOf(Set<String> some) {
        SortedMap<String, LoadedService> all = new TreeMap<>(ByteOrder::compare);
        all.putAll(loaded.services());
        loaded.jobs().forEach((name, job) -> {
            if (some.contains(name)) {
                all.put(name, job.withoutDependencies(loaded.jobs().keySet()));
            }
        });
        return new ComposeProject(loaded.withServices(all), options, warnings, missingVariables, moulds, secretNames);
    }

    private SourceLocation place(String section, String key) {
        MapNode entries = loaded.model().map(section);
        return entries == null ? loaded.model().location() : entries.placeOf(key);
    }

    private ComposeFileObject fileObject(String section, String key, View view) {
        MapNode entries = loaded.model().map(section);
        MapNode node = entries == null ? null : entries.map(key);
        String value = node == null ? null : node.text(Encoder.CONTENT_FROM_ENVIRONMENT);
        return ComposeFileObject.of(
                key,
                view,
                Optional.ofNullable(value),
                Optional.ofNullable(node == null ? null : node.get(Encoder.ENCRYPTED))
                        .map(ComposeProject::encrypted),
                place(section, key));
    }

    private static EncryptedReference encrypted(Node node) {
        String text = String.valueOf(node.plain());
        int hash = text.indexOf('#');
        return new EncryptedReference(Path.of(text.substring(0, hash)), text.substring(hash + 1), node.location());
    }

    /** The name of the project; lower-case letters, digits, dash and underscore. */
    public String name() {
        return loaded.name();
    }

    /** The absolute directory that relative paths start from. */
    public Path workingDirectory() {
        return loaded.directory();
    }

    /** The absolute paths of the files that were given or found, without those they include. */
    public List<Path> configFiles() {
        return loaded.files();
    }

    /** The absolute paths of the env files that were named; empty if {@code .env} was used. */
    public List<Path> envFiles() {
        return loaded.envFiles();
    }

    /** The variables that were at hand: those of the process, then those of env files. May hold secrets. */
    public Map<String, String> environment() {
        return Collections.unmodifiableMap(loaded.environment());
    }

    /** The profiles that are enabled. */
    public List<String> profiles() {
        return loaded.profiles().stream().filter(profile -> !profile.isEmpty()).toList();
    }

    /** The enabled services by name. */
    public SortedMap<String, ComposeService> services() {
        return services;
    }

    /** The service {@code name}, if it is enabled. */
    public Optional<ComposeService> service(String name) {
        return Optional.ofNullable(services.get(name));
    }

    /** The services that no enabled profile has, or that were not asked for. Their env files are not read. */
    public SortedMap<String, ComposeService> disabledServices() {
        return disabled;
    }

    /** The enabled jobs by name. */
    public SortedMap<String, ComposeJob> jobs() {
        return jobs;
    }

    /** The networks by key. */
    public SortedMap<String, ComposeNetwork> networks() {
        return networks;
    }

    /** The volumes by key. */
    public SortedMap<String, ComposeVolume> volumes() {
        return volumes;
    }

    /** The secrets by key. */
    public SortedMap<String, ComposeFileObject> secrets() {
        return secrets;
    }

    /** The configs by key. */
    public SortedMap<String, ComposeFileObject> configs() {
        return configs;
    }

    /** The {@code x-} keys at the top, by name. */
    public Map<String, @Nullable Object> extensions() {
        return Collections.unmodifiableMap(Encoder.extensions(loaded.model()));
    }

    /** What the reader should know, in the order of files and lines. */
    public List<Problem> warnings() {
        return warnings;
    }

    /** The dialect of Docker Compose that {@code x-homelab: {compose-dialect: …}} at the top asks for; empty if nothing does. */
    public Optional<ComposeDialect> dialect() {
        return options.dialect();
    }

    /** What {@code x-homelab} at the top says. */
    public ProjectOptions options() {
        return options;
    }

    /** The required variables that have no value, at each place that needs them; empty unless the request tolerates them. */
    public List<Problem> missingVariables() {
        return missingVariables;
    }

    /**
     * The project in the form that {@code docker compose config --format json} prints, in the version that its files ask for, else
     * 2.40.3; maps and lists cannot be changed.
     */
    public Map<String, @Nullable Object> canonical() {
        Map<String, @Nullable Object> canonical = new TreeMap<>(ByteOrder::compare);
        canonical.put("name", name());
        ComposeDialect spoken = dialect().orElse(ComposeDialect.V2);
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        services.forEach((name, service) -> all.put(name, service.canonical(spoken)));
        canonical.put("services", Collections.unmodifiableMap(all));
        for (String section : List.of("jobs", "networks", "volumes", "secrets", "configs")) {
            SortedMap<String, Map<String, @Nullable Object>> entries =
                    loaded.sections().get(section);
            if (entries != null && !entries.isEmpty()) {
                canonical.put(
                        section,
                        switch (section) {
                            case "jobs" -> jobs(entries);
                            case "networks" -> networks(spoken);
                            default -> entries(entries);
                        });
            }
        }
        extensions().forEach((key, value) -> canonical.put(key, withoutEmptyLists(value)));
        return Collections.unmodifiableMap(canonical);
    }

    private static Map<String, @Nullable Object> entries(Map<String, Map<String, @Nullable Object>> entries) {
        return Collections.unmodifiableMap(entries);
    }

    /** Version 2 knows no jobs. */
    private Map<String, @Nullable Object> jobs(Map<String, Map<String, @Nullable Object>> entries) {
        Map<String, @Nullable Object> forms = new LinkedHashMap<>();
        jobs.forEach((name, job) -> forms.put(
                name,
                DialectForm.service(
                        ComposeDialect.V5,
                        entries.getOrDefault(name, Map.of()),
                        job.workload().node())));
        return Collections.unmodifiableMap(forms);
    }

    private Map<String, @Nullable Object> networks(ComposeDialect spoken) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        networks.forEach((key, network) -> entries.put(key, DialectForm.network(spoken, network.canonical())));
        return Collections.unmodifiableMap(entries);
    }

    /** Docker compose makes nothing of a list that is empty, in what it does not know. */
    private static @Nullable Object withoutEmptyLists(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(String.valueOf(key), withoutEmptyLists(inner)));
            return Collections.unmodifiableMap(copy);
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(withoutEmptyLists(item)));
            return copy.isEmpty() ? null : Collections.unmodifiableList(copy);
        }
        return value;
    }

    /** The whole model as maps, lists and scalars before it is given its canonical form; for output without interpolation. */
    public Map<String, @Nullable Object> model() {
        return View.of(Encoder.plain(loaded.model())).map();
    }

    /**
     * Knows the secret values of the project: what its variables, environments and build arguments hold under names that speak of
     * a secret, and the variables that its secrets come from.
     */
    public SecretMask secretMask() {
        return ProjectSecrets.maskOf(this);
    }

    /** Where the files fill secrets into what containers are made with, by service or job. */
    public Map<String, List<SecretPlace>> secretPlaces() {
        Map<String, List<SecretPlace>> places = new TreeMap<>();
        services.forEach((name, service) -> places.put(name, SecretPlaces.of(service.node(), moulds)));
        jobs.forEach(
                (name, job) -> places.put(name, SecretPlaces.of(job.workload().node(), moulds)));
        return Collections.unmodifiableMap(places);
    }

    /** Whether the value of the variable is a secret: its name says so, or the owner. */
    public boolean isSecret(String variable) {
        return secretNames.contains(variable) || SensitiveNames.isSensitive(variable);
    }

    /** What the variables of the project were read from. */
    public ProjectSources sources() {
        return SourcesOfProject.of(loaded);
    }

    LoadedProject loaded() {
        return loaded;
    }

    /** The name alone; a project may hold secrets. */
    @Override
    public String toString() {
        return "Compose project " + name();
    }
}
