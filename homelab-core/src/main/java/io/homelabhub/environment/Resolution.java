package io.homelabhub.environment;

import io.homelabhub.compose.ComposeService;
import io.homelabhub.compose.tree.View;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.definition.EnvironmentFiles;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.problem.SourceLocation;
import io.homelabhub.variables.Assignment;
import io.homelabhub.variables.ProjectSources;
import io.homelabhub.variables.VariableDefinition;
import io.homelabhub.variables.VariableOrigin;
import io.homelabhub.variables.VariableOrigin.Kind;
import io.homelabhub.variables.VariableUse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which value counts for each variable of a project, who says it and who asks for it. */
final class Resolution {
    private final ProjectDefinition definition;
    private final DefinitionSources sources;
    private final EnvironmentFiles files;
    private final ProjectSources read;
    private final List<VariableUse> uses;
    private final Map<Path, Path> absolute = new HashMap<>();

    Resolution(ProjectDefinition definition, DefinitionSources sources, EnvironmentFiles files) {
        this.definition = definition;
        this.sources = sources;
        this.files = files;
        this.read = definition.compose().sources();
        this.uses = VariableScan.of(read.composeFiles());
        read.envFiles().forEach((file, shown) -> absolute.put(shown, file.normalize()));
    }

    ProjectDefinition definition() {
        return definition;
    }

    EnvironmentFiles files() {
        return files;
    }

    ProjectSources read() {
        return read;
    }

    List<VariableUse> uses() {
        return uses;
    }

    /** Whether the value of {@code name} is a secret, by what the owner says or by its name. */
    boolean isSecret(String name) {
        return definition(name)
                .map(VariableDefinition::isSecret)
                .orElseGet(() -> definition.compose().isSecret(name));
    }

    Optional<VariableDefinition> definition(String name) {
        return Optional.ofNullable(definition.catalog().variables().get(name));
    }

    /** Every variable that somebody asks for or says in a file, or that the catalog knows. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(definition.catalog().variables().keySet());
        uses.forEach(use -> names.add(use.name()));
        read.forFiles().forEach(assignment -> names.add(assignment.name()));
        definition
                .compose()
                .services()
                .keySet()
                .forEach(service -> names.addAll(container(service).keySet()));
        return names;
    }

    /** What is said of {@code name} for the Compose files, what counts first. */
    List<Assignment> said(String name) {
        List<Assignment> said = new ArrayList<>();
        String value = definition.compose().environment().get(name);
        boolean ofProcess = sources.environment().containsKey(name);
        List<Assignment> inFiles = new ArrayList<>();
        for (Assignment assignment : read.forFiles()) {
            if (assignment.name().equals(name)) {
                inFiles.add(0, withKind(assignment));
            }
        }
        boolean ofHomelab = name.equals(EnvironmentFiles.DEPLOYMENT_PATH)
                && definition.catalog().isWritten();
        if (value != null && (ofProcess || ofHomelab || inFiles.isEmpty())) {
            said.add(new Assignment(name, value, VariableOrigin.of(ofProcess ? Kind.PROCESS : Kind.HOMELAB)));
        }
        said.addAll(inFiles);
        return said;
    }

    private Assignment withKind(Assignment assignment) {
        if (assignment.origin().kind() == Kind.ENCRYPTED_FILE) {
            return assignment;
        }
        return assignment
                .origin()
                .place()
                .map(place -> new Assignment(
                        assignment.name(),
                        assignment.value(),
                        VariableOrigin.at(files.kindOf(absolute(place.file())), place)))
                .orElse(assignment);
    }

    /** The folder that the project's commands run in. */
    Path home() {
        return DefinitionLoader.home(sources);
    }

    /** How people know a file: from the working directory if it lies below. */
    Path shown(Path file) {
        Path here = sources.workingDirectory();
        return file.startsWith(here) ? here.relativize(file) : file;
    }

    /** The file that people know as {@code shown}, absolute. */
    Path file(Path shown) {
        Path known = absolute.getOrDefault(shown, shown);
        return sources.workingDirectory().resolve(known).normalize();
    }

    /** The file that people know as {@code shown}. */
    Path absolute(Path shown) {
        return absolute.getOrDefault(shown, shown);
    }

    /** The variables in the environment of a service's containers, by name: for each what counts first. */
    Map<String, List<Assignment>> container(String service) {
        ComposeService described = definition.compose().services().get(service);
        if (described == null) {
            return Map.of();
        }
        Map<String, List<Assignment>> said = new TreeMap<>();
        List<Assignment> all = new ArrayList<>(read.forServices().getOrDefault(service, List.of()));
        all.addAll(read.declared().getOrDefault(service, List.of()));
        Collections.reverse(all);
        Map<String, String> given = View.of(described.canonical()).textMap("environment");
        for (Assignment assignment : all) {
            if (given.containsKey(assignment.name())) {
                said.computeIfAbsent(assignment.name(), any -> new ArrayList<>())
                        .add(assignment);
            }
        }
        given.forEach((name, value) -> said.computeIfAbsent(name, any -> passedThrough(described, name, value)));
        return said;
    }

    /** A name alone is given what the project has. */
    private static List<Assignment> passedThrough(ComposeService service, String name, String value) {
        SourceLocation place = service.locationOf("environment");
        return List.of(new Assignment(name, value, VariableOrigin.at(Kind.COMPOSE_FILE, place)));
    }

    /** The variables that fill in what a Compose file says of a container's variable; none for what a file of variables says. */
    List<String> fillers(String service, Assignment assignment) {
        if (assignment.origin().kind() != Kind.COMPOSE_FILE) {
            return List.of();
        }
        String environment = "services." + service + ".environment";
        return uses.stream()
                .filter(use -> use.path().equals(environment + "." + assignment.name())
                        || (use.path().equals(environment)
                                && Optional.of(use.place())
                                        .equals(assignment.origin().place())))
                .map(VariableUse::name)
                .distinct()
                .toList();
    }

    /** The services, by their Compose names, in whose description a use counts; none for a use in no service. */
    Set<String> servicesOf(VariableUse use) {
        Set<String> services = read.servicesAt(use.place());
        if (services.isEmpty() && use.path().startsWith("services.")) {
            String named = use.path().split("\\.", 3)[1];
            return read.places().containsKey(named) ? Set.of(named) : Set.of();
        }
        return services;
    }

    /** The uses that concern some services, and those that are in no service; all of them if no service is named. */
    Map<String, List<VariableUse>> usesBy(Set<String> services) {
        Map<String, List<VariableUse>> byName = new LinkedHashMap<>();
        for (VariableUse use : uses) {
            Set<String> its = servicesOf(use);
            boolean outside = !use.path().startsWith("services.");
            if (services.isEmpty() || outside || its.stream().anyMatch(services::contains)) {
                byName.computeIfAbsent(use.name(), any -> new ArrayList<>()).add(use);
            }
        }
        return byName;
    }
}
