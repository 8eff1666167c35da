package io.homelabhub.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where sops looks for age's private keys. */
final class KeyFiles {
    private KeyFiles() {}

    /** Those that are there. */
    static List<Path> of(Map<String, String> environment) {
        Optional<Path> home = Optional.ofNullable(environment.get("HOME")).map(Path::of);
        Optional<Path> config = Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .or(() -> home.map(path -> path.resolve(".config")));
        return Stream.of(
                        Optional.ofNullable(environment.get("SOPS_AGE_KEY_FILE"))
                                .map(Path::of),
                        config.map(path -> path.resolve("sops").resolve("age").resolve("keys.txt")))
                .flatMap(Optional::stream)
                .filter(Files::isRegularFile)
                .distinct()
                .toList();
    }
}
