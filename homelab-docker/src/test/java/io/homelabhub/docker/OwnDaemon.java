package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Docker daemon of a test class's own, which may be killed: own files, socket and network, so that no other engine of
 * this machine takes notice. It has no image but {@link RealEngine#IMAGE}.
 *
 * <p>Needs root, {@code dockerd} ({@code HOMELAB_IT_DOCKERD} names another one), the docker client and {@code ip}. Without
 * them the tests are skipped, or fail where an engine is required.
 */
final class OwnDaemon implements BeforeAllCallback, AfterAllCallback {
    private static final int LONGEST = 60;

    private final List<String> options;
    private final Path directory;
    private @Nullable Process process;

    /** @param options of the daemon, beside those that keep it apart */
    OwnDaemon(String... options) {
        this.options = List.of(options);
        try {
            directory = Files.createTempDirectory("hld"); // short: a socket's path has room for 107 characters
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String binary() {
        return Optional.ofNullable(System.getenv("HOMELAB_IT_DOCKERD")).orElse("dockerd");
    }

    private String network() {
        return directory.getFileName().toString();
    }

    /** The docker client of the engine that other tests use. */
    private static String client() {
        return "docker " + RealEngine.host().map(host -> "--host " + host + " ").orElse("");
    }

    /** Where it listens. */
    String host() {
        return "unix://" + directory.resolve("docker.sock");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        boolean possible = "root".equals(System.getProperty("user.name"))
                && run("sh", "-c", "command -v ip nsenter docker " + binary()) == 0
                && run("sh", "-c", client() + "version >/dev/null 2>&1") == 0;
        if (!possible && !RealEngine.isRequired()) {
            Assumptions.abort("needs root, dockerd, docker, ip and an engine to copy the image from");
        }
        assertThat(possible)
                .as("root, dockerd, docker, ip and an engine to copy the image from")
                .isTrue();
        assertThat(run("ip", "netns", "add", network())).isZero();
        assertThat(run("ip", "-n", network(), "link", "set", "lo", "up")).isZero();
        start();
        awaitAnswer();
        String from = client();
        String image = RealEngine.IMAGE;
        assertThat(run(
                        "sh",
                        "-c",
                        "(" + from + "image inspect " + image + " || " + from + "pull " + image + ") >/dev/null && "
                                + from + "save " + image + " | docker --host " + host() + " load"))
                .as("copying image %s", image)
                .isZero();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (Files.exists(directory.resolve("log"))) {
            awaitAnswer(); // one that was killed has left mounts behind, which only it can undo
            Process running = Objects.requireNonNull(process);
            running.destroy();
            assertThat(running.waitFor(LONGEST, TimeUnit.SECONDS))
                    .as("the daemon ends")
                    .isTrue();
        }
        // what it leaves: its own mount after it was killed, and the host's network once a container has used it
        run("umount", directory.resolve("data").toString());
        run("umount", directory.resolve("exec/netns/default").toString());
        run("ip", "netns", "del", network());
        assertThat(run("rm", "-r", "--one-file-system", directory.toString())).isZero();
    }

    /** Starts it, without waiting until it answers. */
    void start() {
        List<String> line = new ArrayList<>(List.of(
                "nsenter",
                "--net=/run/netns/" + network(),
                "--",
                binary(),
                "--host=" + host(),
                "--data-root=" + directory.resolve("data"),
                "--exec-root=" + directory.resolve("exec"),
                "--pidfile=" + directory.resolve("pid")));
        line.addAll(options);
        try {
            // a daemon that was killed leaves numbers behind, which may be somebody else's by now
            Files.deleteIfExists(directory.resolve("pid"));
            Files.deleteIfExists(directory.resolve("exec/containerd/containerd.pid"));
            process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(directory.resolve("log").toFile()))
                    .start();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Kills it as {@code kill -9} does. Its containers live on until it starts again. */
    void kill() {
        end(Process::destroyForcibly);
    }

    /** Shuts it down as a service manager does. It stops its containers first, or leaves them if it restores them alive. */
    void shutDown() {
        end(Process::destroy);
    }

    private void end(Consumer<Process> how) {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("it does not run");
        }
        how.accept(running);
        try {
            assertThat(running.waitFor(LONGEST, TimeUnit.SECONDS))
                    .as("the daemon has ended")
                    .isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        process = null;
    }

    /** Waits until it answers; starts it if it does not run. */
    void awaitAnswer() {
        Process running = process;
        if (running == null || !running.isAlive()) {
            start();
        }
        EngineSettings settings = new EngineSettings(Optional.of(host()), System.getenv(), 1, Timing.system());
        try (Engine engine = new DockerEngineProvider().open(settings)) {
            Eventually.holds(() -> answers(engine));
        }
    }

    private static boolean answers(Engine engine) {
        try {
            engine.ping();
            return true;
        } catch (EngineException notYet) {
            return false;
        }
    }

    private static int run(String... line) throws IOException, InterruptedException {
        Process command = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        return command.waitFor(LONGEST, TimeUnit.SECONDS) ? command.exitValue() : -1;
    }
}
