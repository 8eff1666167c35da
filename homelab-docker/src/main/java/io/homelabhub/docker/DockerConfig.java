package io.homelabhub.docker;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Docker CLI's own folder: {@code DOCKER_CONFIG}, else {@code ~/.docker}. What is not there or cannot be read counts
 * as empty, as the CLI has it.
 */
final class DockerConfig {
    private static final String CONTEXTS = "contexts/meta/";
    private static final String META = "/meta.json";

    private final Optional<Path> folder;

    DockerConfig(Map<String, String> environment) {
        this.folder = present(environment, "DOCKER_CONFIG").map(Path::of).or(() -> present(environment, "HOME")
                .map(home -> Path.of(home, ".docker")));
    }

    private static Optional<String> present(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    Optional<Path> folder() {
        return folder;
    }

    /** {@code config.json}, read anew each time: a login in between counts. */
    ApiObject settings() {
        return read("config.json");
    }

    /** The description of a context that the CLI keeps: {@code contexts/meta/<sha256 of its name>/meta.json}. */
    ApiObject context(String name) {
        return read(CONTEXTS + id(name) + META);
    }

    /** The names of all contexts that it describes, sorted. */
    List<String> contexts() {
        Optional<Path> meta = folder.map(place -> place.resolve(CONTEXTS)).filter(Files::isDirectory);
        if (meta.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(meta.get())) {
            return folders.flatMap(one -> read(CONTEXTS + one.getFileName() + META).string("Name").stream())
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** The folder with a context's certificates, if it has any. */
    Optional<Path> contextCertificates(String name) {
        return folder.map(place -> place.resolve("contexts/tls/" + id(name) + "/docker"))
                .filter(Files::isDirectory);
    }

    private ApiObject read(String file) {
        return folder.map(place -> place.resolve(file))
                .flatMap(DockerConfig::bytes)
                .flatMap(Json::object)
                .orElse(ApiObject.EMPTY);
    }

    private static Optional<byte[]> bytes(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private static String id(String context) {
        return Sha256.hex(context.getBytes(StandardCharsets.UTF_8));
    }
}
