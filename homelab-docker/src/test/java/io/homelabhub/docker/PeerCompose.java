package io.homelabhub.docker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The real docker compose, to compare with. {@code HOMELAB_PEER_COMPOSE} names its binary; else it is where {@code
 * .ci/peers} puts it.
 */
final class PeerCompose {
    private static final int SECONDS = 120;

    private final Path binary;
    private final Path directory;
    private final Map<String, String> environment;
    private final List<String> options = new ArrayList<>();

    PeerCompose(Path binary, Path directory, Map<String, String> environment, String project, List<Path> files) {
        this.binary = binary;
        this.directory = directory;
        this.environment = environment;
        options.addAll(List.of("--project-name", project));
        files.forEach(file -> options.addAll(List.of("--file", file.toString())));
    }

    /** The binary; empty if this machine has none. */
    static Optional<Path> binary() {
        Map<String, String> environment = System.getenv();
        String cache = environment.getOrDefault(
                "HOMELAB_CI_CACHE",
                environment.getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache")
                        + "/homelab-ci");
        return Optional.of(Path.of(environment.getOrDefault("HOMELAB_PEER_COMPOSE", cache + "/peers/docker-compose")))
                .filter(Files::isExecutable);
    }

    /** Runs a command and gives what it wrote to its standard output. @throws AssertionError if it fails */
    String run(String... command) {
        List<String> line = new ArrayList<>(List.of(binary.toString()));
        line.addAll(options);
        line.addAll(List.of(command));
        try {
            Path errors = Files.createTempFile(directory, "peer-compose", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(line).directory(directory.toFile()).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(line + " failed: " + Files.readString(errors));
            }
            Files.delete(errors);
            return output;
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(line + " cannot be run", failure);
        }
    }
}
