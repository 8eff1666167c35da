package io.homelabhub.docker;

import io.homelabhub.host.Authority;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The system's {@code ssh}, told to carry a socket file of this machine to the engine's on another one. It reads the user's own
 * configuration, agent, jump hosts and known hosts; none of the user's keys passes through this program.
 *
 * @param uri {@code ssh://user@host:port/path}; user, port and path may be missing
 */
record SshCommand(URI uri) {
    private static final String USUAL_SOCKET = "/var/run/docker.sock";

    /**
     * Ends {@code ssh} when its own input ends, which it does when this program ends in whatever way: {@code ssh -N} does not look
     * at its input, and would live on for ever after a program that was killed. What a terminal sends to all of its programs is not for it:
     * this one ends its calls first.
     */
    private static final String BOUND = "trap '' INT QUIT; exec 3<&0; ssh \"$@\" </dev/null 3<&- & ssh=$!;"
            + " { read -r end <&3; kill $ssh; } >/dev/null 2>&1 & reader=$!;"
            + " wait $ssh; code=$?; kill $reader 2>/dev/null; rm -f \"$0\"/engine.sock; rmdir \"$0\"; exit $code";

    /** Whom it connects to, as people type it: {@code ann@nas}. */
    String destination() {
        return authority().user().map(user -> user + "@").orElse("") + machine();
    }

    private Authority authority() {
        return Authority.of(uri).orElseThrow(() -> new IllegalStateException(uri + " names no machine"));
    }

    /** The machine, as {@code nas}; an IPv6 address stands without brackets, as ssh has it. */
    String machine() {
        String machine = authority().machine();
        return machine.startsWith("[") ? machine.substring(1, machine.length() - 1) : machine;
    }

    /** 0 for what the user's configuration says. */
    int port() {
        return authority().port();
    }

    /** What people type to reach it by hand: {@code ssh -p 2222 ann@nas}. */
    String byHand() {
        return "ssh " + (port() > 0 ? "-p " + port() + " " : "") + destination();
    }

    /** The same machine with another socket file. */
    String endpoint(String path) {
        return "ssh://" + uri.getRawAuthority() + path;
    }

    /** The engine's socket file there. */
    String socket() {
        String path = String.valueOf(uri.getPath());
        return path.length() > 1 ? path : USUAL_SOCKET;
    }

    static Path socketIn(Path folder) {
        return folder.resolve("engine.sock");
    }

    /** @param folder for this connection alone: holds the socket file to listen at, and goes when {@code ssh} ends */
    List<String> words(Path folder) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", BOUND, folder.toString(), "-NTax"));
        List.of(
                        "BatchMode=yes", // nobody is there to answer a question
                        "ConnectTimeout=10",
                        "ServerAliveInterval=5", // a machine that is frozen or cut off is noticed within 20 s
                        "ServerAliveCountMax=3",
                        "ExitOnForwardFailure=yes",
                        "ControlMaster=no", // a shared connection would outlive this one, and keep its socket file
                        "ControlPath=none",
                        "RemoteCommand=none",
                        "LogLevel=INFO") // tells of an engine that does not take the connection
                .forEach(option -> words.addAll(List.of("-o", option)));
        words.addAll(List.of("-L", socketIn(folder) + ":" + socket()));
        if (port() > 0) {
            words.addAll(List.of("-p", String.valueOf(port())));
        }
        words.addAll(List.of("--", destination()));
        return words;
    }
}
