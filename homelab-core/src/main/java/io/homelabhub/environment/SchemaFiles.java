package io.homelabhub.environment;

import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.environment.schema.SchemaCheck;
import io.homelabhub.problem.Problem;
import io.homelabhub.variables.Assignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The schemas in {@code config/schema} of the project. One whose name begins with that of a service or group, as
 * {@code discord-bot.schema.json}, is about the environment of its containers; any other about what fills in the Compose files.
 * Nothing of the library that reads them is loaded unless there is one.
 */
final class SchemaFiles {
    private final List<Path> files;

    private SchemaFiles(List<Path> files) {
        this.files = files;
    }

    /** Those of the folder of the project; none if it has none. */
    static SchemaFiles of(Resolution resolution) {
        Path folder = resolution.home().resolve("config").resolve("schema");
        if (!Files.isDirectory(folder)) {
            return new SchemaFiles(List.of());
        }
        try (Stream<Path> all = Files.list(folder)) {
            return new SchemaFiles(
                    all.filter(file -> file.getFileName().toString().endsWith(".json"))
                            .sorted()
                            .toList());
        } catch (IOException unreadable) {
            return new SchemaFiles(List.of());
        }
    }

    List<Problem> problems(Resolution resolution, Scope scope) {
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            SchemaCheck check = new SchemaCheck(file, resolution.shown(file), resolution::isSecret);
            Optional<Set<String>> services = services(file, resolution.definition());
            if (services.isEmpty()) {
                problems.addAll(check.problems(ofProject(resolution)));
            } else {
                services.get().stream()
                        .filter(scope.services()::contains)
                        .forEach(service -> problems.addAll(check.problems(ofContainer(resolution, service))));
            }
        }
        return problems;
    }

    /** The Compose services that a schema is about; empty if it is about the project. */
    private static Optional<Set<String>> services(Path file, ProjectDefinition definition) {
        String name = file.getFileName().toString().split("\\.", 2)[0];
        boolean service = definition.graph().vertices().contains(name);
        if (!service && !definition.catalog().groups().containsKey(name)) {
            return Optional.empty();
        }
        Set<String> services = new TreeSet<>();
        definition.selector().members(List.of(name)).forEach(member -> services.add(definition.composeName(member)));
        return Optional.of(services);
    }

    private static Map<String, Assignment> ofProject(Resolution resolution) {
        Map<String, Assignment> values = new TreeMap<>();
        definition(resolution).compose().environment().keySet().forEach(name -> resolution.said(name).stream()
                .findFirst()
                .ifPresent(said -> values.put(name, said)));
        return values;
    }

    private static ProjectDefinition definition(Resolution resolution) {
        return resolution.definition();
    }

    private static Map<String, Assignment> ofContainer(Resolution resolution, String service) {
        Map<String, Assignment> values = new TreeMap<>();
        resolution.container(service).forEach((name, said) -> values.put(name, said.get(0)));
        return values;
    }
}
