package io.homelabhub.generation.disk;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.SourceLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the inputs and outputs of generated configuration are.
 *
 * @param home the project's folder
 */
public record Layout(Path home) {
    /** The layer below all others. */
    public static final String BASE = "base";

    private static final String ENCRYPTED = ".enc.yaml";

    /** {@code config/environments}. */
    public Path environments() {
        return config().resolve("environments");
    }

    /** {@code config/hosts}. */
    public Path hosts() {
        return config().resolve("hosts");
    }

    /** {@code config/secrets}. */
    public Path secrets() {
        return config().resolve("secrets");
    }

    /** {@code config/templates}. */
    public Path templates() {
        return config().resolve("templates");
    }

    /** {@code config}. */
    public Path config() {
        return home.resolve("config");
    }

    /** The settings of an environment, or of {@link #BASE}. */
    public Path environment(String name) {
        return environments().resolve(name + ".yaml");
    }

    /** The settings of a host. */
    public Path host(String name) {
        return hosts().resolve(name + ".yaml");
    }

    /** The secrets of an environment, or of {@link #BASE}. */
    public Path secrets(String name) {
        return secrets().resolve(name + ENCRYPTED);
    }

    /** Where the files for {@code host} in {@code environment} go: {@code deployment/prod/example_net}. */
    public Path output(String environment, String host) {
        return home.resolve("deployment")
                .resolve(environment)
                .resolve(host.replace('.', '_').replace(':', '_'));
    }

    /** The settings that are there for {@code host} in {@code environment}, the lowest layer first. */
    public List<Path> settings(String environment, String host) {
        return Stream.of(environment(BASE), environment(environment), host(host))
                .filter(Files::exists)
                .toList();
    }

    /** The secrets that are there for {@code environment}, the lowest layer first. */
    public List<Path> secretsOf(String environment) {
        return Stream.of(secrets(BASE), secrets(environment))
                .filter(Files::exists)
                .toList();
    }

    /** The templates, by name: every file of their folder but hidden ones and copies that editors leave. */
    public List<Path> templateFiles() {
        return Files.isDirectory(templates())
                ? files(templates()).stream().filter(Layout::isTemplate).toList()
                : List.of();
    }

    private static boolean isTemplate(Path file) {
        String name = String.valueOf(file.getFileName());
        return !name.startsWith(".") && !name.endsWith("~") && !name.startsWith("#");
    }

    /** Everything that files for {@code host} in {@code environment} are made of, but for the catalog. */
    public List<Path> inputs(String environment, String host) {
        List<Path> inputs = new ArrayList<>(settings(environment, host));
        inputs.addAll(secretsOf(environment));
        inputs.addAll(templateFiles());
        return inputs;
    }

    /** The names of the files in {@code folder} that end in {@code end}, without it. */
    public static List<String> names(Path folder, String end) {
        return Files.isDirectory(folder)
                ? files(folder).stream()
                        .map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> name.endsWith(end))
                        .map(name -> name.substring(0, name.length() - end.length()))
                        .toList()
                : List.of();
    }

    /** The environments that there are. */
    public List<String> environmentNames() {
        return Stream.concat(names(environments(), ".yaml").stream(), names(secrets(), ENCRYPTED).stream())
                .filter(name -> !name.equals(BASE))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new InvalidInputException(
                    List.of(Problem.error(SourceLocation.of(folder), "", "the folder cannot be read")));
        }
    }

    /** {@code file} as it is told, from the project's folder. */
    public Path shown(Path file) {
        return file.startsWith(home) ? home.relativize(file) : file;
    }
}
