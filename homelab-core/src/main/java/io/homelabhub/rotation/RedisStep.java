package io.homelabhub.rotation;

import io.homelabhub.rotation.ContainerShell.Answer;
import java.util.List;

/**
 * A Redis server that asks for a password, or one that is like it. Commands go in by standard input.
 *
 * @param service the server's
 */
record RedisStep(String service) implements ServiceStep {
    private static final String CLIENT = """
            unset REDISCLI_AUTH
            exec "$(command -v redis-cli || command -v valkey-cli || echo keydb-cli)"
            """;

    @Override
    public String describe() {
        return service + ": CONFIG SET requirepass";
    }

    /** Of two passwords the wrong one is refused, and leaves the connection as it is. */
    @Override
    public void change(ContainerShell shell, Change change) {
        Answer answer = shell.run(
                service,
                CLIENT,
                auth(change.from()) + auth(change.to()) + "CONFIG SET requirepass " + quoted(change.to()) + "\n");
        if (!lastLine(answer).equals("OK")) {
            throw shell.failure("changing the password in " + service, answer);
        }
    }

    @Override
    public void check(ContainerShell shell, String value) {
        Answer answer = shell.run(service, CLIENT, auth(value) + "PING\n");
        List<String> lines =
                answer.output().lines().filter(line -> !line.isBlank()).toList();
        if (!lines.equals(List.of("OK", "PONG"))) {
            throw shell.failure("connecting to " + service + " with the password", answer);
        }
    }

    private static String lastLine(Answer answer) {
        return answer.output().lines().filter(line -> !line.isBlank()).reduce("", (before, last) -> last);
    }

    private static String auth(String password) {
        return "AUTH " + quoted(password) + "\n";
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
