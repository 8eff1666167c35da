package io.homelabhub.docker;

import io.homelabhub.resource.ApiObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * The Docker CLI's own folder: {@code DOCKER_CONFIG}, else {@code ~/.docker}. What is not there or cannot be read counts
 * as empty, as the CLI has it.
 */
final class DockerConfig {
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
        return read("contexts/meta/" + sha256(name) + "/meta.json");
    }

    /** The folder with a context's certificates, if it has any. */
    Optional<Path> contextCertificates(String name) {
        return folder.map(place -> place.resolve("contexts/tls/" + sha256(name) + "/docker"))
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

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
