package io.homelabhub.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** What a test has seen, for people to read: a line each in a file of {@code target/figures}, one for each test class and engine. */
final class Figures {
    private final Path file;

    /** Those of an engine, named as in {@code HOMELAB_IT_DOCKER_HOST}. */
    static Figures of(Class<?> test) {
        String host = RealEngine.host().orElse("");
        String engine = host.substring(host.lastIndexOf('/') + 1);
        return new Figures(test.getSimpleName() + (engine.isEmpty() ? "" : "-" + engine));
    }

    private Figures(String name) {
        Path module = Path.of(Optional.ofNullable(System.getProperty("basedir")).orElse(""));
        file = module.resolve("target")
                .resolve("figures")
                .resolve(name + ".txt")
                .toAbsolutePath();
    }

    void add(String line) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
