package io.homelabhub.docker;

import io.homelabhub.Homelab;
import io.homelabhub.HomelabBuilder;
import io.homelabhub.resource.ApiObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A project of the conformance corpus that docker compose loads: the project's own, or those of a larger corpus where the
 * system property {@code homelab.corpus} names one.
 *
 * @param source its files
 * @param description its {@code case.json}
 * @param model what {@code docker compose config} makes of it
 */
record CorpusCase(Path source, ApiObject description, ApiObject model) {
    private static final List<String> USUAL =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

    /** All cases, by name. */
    static List<CorpusCase> all() {
        Path corpus = Optional.ofNullable(System.getProperty("homelab.corpus"))
                .filter(named -> !named.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("basedir", ""))
                        .resolveSibling("homelab-core/src/test/resources/compose-corpus"));
        try (Stream<Path> cases = Files.list(corpus.resolve("cases"))) {
            return cases.sorted()
                    .filter(source -> Files.exists(source.resolve("expected.json")))
                    .map(source -> new CorpusCase(
                            source, read(source.resolve("case.json")), read(source.resolve("expected.json"))))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ApiObject read(Path file) {
        try {
            return Json.object(Files.readAllBytes(file)).orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String id() {
        return description.string("id").orElseThrow();
    }

    /** The flags before the command, and what is looked at after it. */
    List<String> arguments() {
        return description.strings("args");
    }

    /** The flags and services after {@code config}. */
    List<String> configArguments() {
        return description.strings("config_args");
    }

    Map<String, ApiObject> services() {
        return members("services");
    }

    Map<String, ApiObject> members(String section) {
        Map<String, ApiObject> members = new TreeMap<>();
        model.object(section)
                .members()
                .forEach((name, value) ->
                        members.put(name, value instanceof ApiObject object ? object : ApiObject.EMPTY));
        return members;
    }

    /** The images of its services, by the services' names. */
    Map<String, String> images() {
        Map<String, String> images = new TreeMap<>();
        String project = model.string("name").orElse("");
        services()
                .forEach((name, service) ->
                        images.put(name, service.string("image").orElse(project + "-" + name)));
        return images;
    }

    /** Copies its files to a directory of its own name under {@code root}, and gives where its commands run. */
    Path copyTo(Path root) throws IOException {
        Path target = root.resolve(id());
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (!name.startsWith("expected.") && !name.equals("case.json")) {
                    Files.copy(file, target.resolve(source.relativize(file).toString()));
                }
            }
        }
        return target.resolve(description.string("workdir").orElse(".")).normalize();
    }

    /** Adds a key to the first of its Compose files. The test is skipped if that is none to which text can be added. */
    void append(Path directory, String key) throws IOException {
        int flag = arguments().indexOf("-f");
        Path file = (flag < 0 ? USUAL.stream() : Stream.of(arguments().get(flag + 1)))
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseGet(() -> Assumptions.abort("has no Compose file of a usual name"));
        String text = Files.readString(file);
        boolean block = text.lines().anyMatch(line -> line.startsWith("services:"));
        Assumptions.assumeTrue(block, "its Compose file is not in block style");
        Files.writeString(file, text + "\n" + key);
    }

    /** All that its commands see as environment. */
    Map<String, String> environment(Path root, String host) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", root.resolve("home").toString());
        environment.put("DOCKER_HOST", host);
        description.object("env").members().forEach((name, value) -> environment.put(name, String.valueOf(value)));
        return environment;
    }

    /** The settings that mean what its flags mean. @throws IllegalArgumentException for one that has no like of it */
    HomelabBuilder builder(Path directory, Map<String, String> environment) {
        List<Path> files = new ArrayList<>();
        List<Path> envFiles = new ArrayList<>();
        List<String> profiles = new ArrayList<>();
        HomelabBuilder builder = Homelab.builder().workingDirectory(directory).environment(environment);
        List<String> flags = arguments();
        for (int i = 0; i < flags.size(); i += 2) {
            String value = i + 1 < flags.size() ? flags.get(i + 1) : "";
            switch (flags.get(i)) {
                case "-f" -> files.add(directory.resolve(value));
                case "--env-file" -> envFiles.add(directory.resolve(value));
                case "--profile" -> profiles.add(value);
                case "-p" -> builder.projectName(value);
                case "--project-directory" -> builder.projectDirectory(directory.resolve(value));
                default -> throw new IllegalArgumentException("flag " + flags.get(i));
            }
        }
        return builder.composeFiles(files).envFiles(envFiles).profiles(profiles);
    }

    @Override
    public String toString() {
        return id();
    }
}
