package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An sshd of a test class's own on the loopback, with keys of its own, and an {@code ssh} that knows only these. Needs root and an OpenSSH
 * server; without them the tests are skipped, or fail where an engine is required.
 */
final class LoopbackSsh implements BeforeAllCallback, AfterAllCallback {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    private Path folder = Path.of("");
    private int port;
    private @Nullable Process sshd;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        boolean possible = Files.isExecutable(SSHD) && "root".equals(System.getProperty("user.name"));
        if (!possible && !RealEngine.isRequired()) {
            Assumptions.abort("needs root and " + SSHD);
        }
        assertThat(possible).as("root and " + SSHD).isTrue();
        folder = Files.createTempDirectory("hls");
        Files.createDirectories(Path.of("/run/sshd")); // without which it does not start
        key("host");
        key("user");
        key("stranger");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        write("sshd_config", """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %2$s/host
                PidFile none
                AuthorizedKeysFile %2$s/user.pub
                StrictModes no
                PermitRootLogin prohibit-password
                PasswordAuthentication no
                UsePAM no
                """.formatted(port, folder));
        trusts("host");
        uses("user");
        start();
    }

    private void start() throws IOException {
        sshd = new ProcessBuilder(
                        SSHD.toString(), "-D", "-e", "-f", file("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(file("log").toFile())
                .start();
        Eventually.holds(this::answers);
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private void key(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(
                                "ssh-keygen",
                                "-q",
                                "-t",
                                "ed25519",
                                "-N",
                                "",
                                "-f",
                                file(name).toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    /** From now on {@code known_hosts} has the public key of this name for it; none if there is no such key. */
    void trusts(String name) throws IOException {
        Path key = file(name + ".pub");
        write("known_hosts", Files.exists(key) ? "[127.0.0.1]:" + port + " " + Files.readString(key) : "");
    }

    /** From now on {@code ssh} shows this key and no other. */
    void uses(String name) throws IOException {
        write("ssh_config", """
                Host *
                  IdentityFile %1$s/%2$s
                  IdentitiesOnly yes
                  IdentityAgent none
                  UserKnownHostsFile %1$s/known_hosts
                """.formatted(folder, name));
        Path program = write("bin/ssh", "#!/bin/sh\nexec /usr/bin/ssh -F " + file("ssh_config") + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private Path write(String name, String text) throws IOException {
        Files.createDirectories(file(name).resolveSibling("."));
        return Files.writeString(file(name), text);
    }

    /** The variables of somebody who has that {@code ssh}. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PATH", file("bin") + ":" + environment.getOrDefault("PATH", ""));
        return environment;
    }

    /** The endpoint of the engine behind a socket file. */
    String endpoint(String socket) {
        return "ssh://root@127.0.0.1:" + port + socket;
    }

    /** Stops every process of it, connections too, as a machine does that is frozen. */
    void signal(String signal) throws IOException, InterruptedException {
        ProcessHandle server = sshd == null ? ProcessHandle.current() : sshd.toHandle();
        String[] pids = Stream.concat(server.descendants(), Stream.of(server))
                .map(process -> String.valueOf(process.pid()))
                .toArray(String[]::new);
        for (String pid : pids) {
            int unused = new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (sshd != null) {
            signal("CONT");
            sshd.descendants().forEach(ProcessHandle::destroy);
            sshd.destroy();
            int unused = sshd.waitFor();
            assertThat(new ProcessBuilder("rm", "-r", folder.toString()).start().waitFor())
                    .isZero();
        }
    }
}
