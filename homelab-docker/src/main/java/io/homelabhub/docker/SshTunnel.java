package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.time.Timing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One connection of {@code ssh} to a machine, which carries every call to the engine there. Ends with this program. */
final class SshTunnel implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(5);
    /** How long a word of ssh may take from its pipe to here. */
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private static final int MOST_LINES = 40;

    private final SshCommand command;
    private final Process process;
    private final Path folder;
    private final Timing timing;
    private final Deque<String> words = new ArrayDeque<>();

    private SshTunnel(SshCommand command, Process process, Path folder, Timing timing) {
        this.command = command;
        this.process = process;
        this.folder = folder;
        this.timing = timing;
    }

    /**
     * Begins to connect.
     *
     * @param environment of the program: its {@code PATH} leads to {@code ssh}, and {@code SSH_AUTH_SOCK} to the agent
     * @throws EngineException {@code REJECTED} if {@code ssh} cannot be run
     */
    static SshTunnel begin(SshCommand command, Map<String, String> environment, Timing timing) {
        try {
            Path folder = Files.createTempDirectory("homelab-ssh"); // its owner's alone
            ProcessBuilder builder =
                    new ProcessBuilder(command.words(folder)).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.environment().put("LC_ALL", "C");
            SshTunnel tunnel = new SshTunnel(command, builder.start(), folder, timing);
            timing.start("homelab-docker words of ssh", tunnel::listen);
            return tunnel;
        } catch (IOException failure) {
            throw EndpointSearch.rejected(
                    "ssh to " + command.destination() + " cannot be run: " + failure.getMessage(),
                    "Install an OpenSSH client, or forward the engine's socket by other means.");
        }
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (words) {
                    words.add(line.strip());
                    if (words.size() > MOST_LINES) {
                        words.remove();
                    }
                }
            }
        } catch (IOException ended) {
            // closed
        }
    }

    /**
     * Waits until the connection stands.
     *
     * @throws EngineException saying why it does not
     */
    Path awaitSocket(String attempt) throws InterruptedException {
        Path socket = SshCommand.socketIn(folder);
        while (!Files.exists(socket)) {
            if (!process.isAlive()) {
                throw failure(attempt);
            }
            timing.sleep(LOOK);
        }
        return socket;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Why a call that went through it broke off; empty if it lives and has nothing to say, as the engine has ended the call itself. */
    Optional<EngineException> reason(String attempt) throws InterruptedException {
        EngineException failure = failure(attempt);
        return said().isKnown() || !isAlive() ? Optional.of(failure) : Optional.empty();
    }

    /** Why it ended itself. */
    EngineException failure(String attempt) throws InterruptedException {
        Duration end = timing.elapsed().plus(LAST_WORDS);
        while (!said().isKnown() && timing.elapsed().compareTo(end) < 0) {
            timing.sleep(LOOK);
        }
        return said().exception(attempt);
    }

    private SshFailure said() {
        synchronized (words) {
            List<String> all = new ArrayList<>(words);
            return new SshFailure(command, all);
        }
    }

    /** What is said of calls from now on is no longer about earlier ones. */
    void forgetWords() {
        synchronized (words) {
            words.clear();
        }
    }

    /** That the engine does not answer, though {@code ssh} does. */
    EngineException silent(String attempt, Duration limit) {
        return new EngineException(
                Kind.TIMED_OUT,
                attempt + ": ssh works, but the engine behind it does not answer within " + limit.toSeconds() + " s",
                "Look at it there: `" + command.byHand() + " sudo systemctl status docker`.",
                null);
    }

    /** Ends the connection and removes its files. Twice is harmless. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close(); // ends ssh
        } catch (IOException ended) {
            // it has ended by itself
        }
        try {
            Files.deleteIfExists(SshCommand.socketIn(folder));
            Files.deleteIfExists(folder);
        } catch (IOException left) {
            folder.toFile().deleteOnExit();
        }
    }
}
