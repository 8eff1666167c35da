package io.homelabhub.docker;

import io.homelabhub.resource.ApiObject;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asks the programs that keep credentials, as {@code docker-credential-pass get} (docker/docker-credential-helpers: the
 * registry on standard input, JSON on standard output). They have no other interface, so a program is run.
 */
final class CredentialHelper {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Map<String, String> environment;
    private final Timing timing;

    CredentialHelper(Map<String, String> environment, Timing timing) {
        this.environment = environment;
        this.timing = timing;
    }

    /**
     * Asks for the credentials of one registry.
     *
     * @param name without {@code docker-credential-}
     * @param registry as in {@code config.json}
     * @return empty if it knows none
     */
    Optional<Credentials.Credential> get(String name, String registry) throws Failed {
        String program = "docker-credential-" + name;
        if (!NAME.matcher(name).matches()) {
            throw new Failed("credential helper `" + name + "` is not a program's name");
        }
        Path file = onPath(program).orElseThrow(() -> new Failed(program + " is not on the PATH"));
        Output output = run(program, file, registry);
        if (output.exitCode() != 0) {
            if (output.text().contains("credentials not found")) {
                return Optional.empty();
            }
            throw new Failed(program + " ended with exit code " + output.exitCode());
        }
        ApiObject answer = Json.object(output.text()).orElse(ApiObject.EMPTY);
        String user = answer.string("Username").orElse("");
        return answer.string("Secret")
                .filter(secret -> !secret.isEmpty())
                .map(secret -> new Credentials.Credential(registry, user, secret));
    }

    private Optional<Path> onPath(String program) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path file = Path.of(folder, program);
            if (!folder.isEmpty() && Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private Output run(String program, Path file, String registry) throws Failed {
        ProcessBuilder builder =
                new ProcessBuilder(file.toString(), "get").redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Mailbox<Optional<Output>> results = timing.mailbox();
        try {
            Process process = builder.start();
            Optional<Optional<Output>> result;
            try {
                timing.start("homelab-docker " + program, () -> results.put(talk(process, registry)));
                result = results.take(LIMIT);
            } finally {
                process.destroyForcibly(); // also of an interrupted caller
            }
            return result.orElseThrow(() -> new Failed(program + " did not answer within " + LIMIT.toSeconds() + " s"))
                    .orElseThrow(() -> new Failed(program + " broke off"));
        } catch (IOException failure) {
            throw new Failed(program + " cannot be run: " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            throw Deadlines.interrupted("asking " + program, interrupted);
        }
    }

    private static Optional<Output> talk(Process process, String registry) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(registry.getBytes(StandardCharsets.UTF_8));
        } catch (IOException unread) {
            // it ended without reading; its exit code says why
        }
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(new Output(process.waitFor(), text));
        } catch (IOException | InterruptedException | RuntimeException | Error brokenOff) {
            return Optional.empty();
        }
    }

    /** Not a record's text: it holds the secret. */
    private record Output(int exitCode, String text) {
        @Override
        public String toString() {
            return "Output[" + exitCode + "]";
        }
    }

    /** A helper told nothing of use. The message holds none of its output. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String message) {
            super(message);
        }
    }
}
