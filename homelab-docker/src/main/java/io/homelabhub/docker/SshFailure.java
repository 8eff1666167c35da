package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What the words of {@code ssh} mean, and what to do about it. The first rule that fits decides. */
final class SshFailure {
    private static final List<Rule> RULES = List.of(
            rule(
                    "REMOTE HOST IDENTIFICATION HAS CHANGED",
                    Kind.UNAUTHORIZED,
                    "its host key is not the one that known_hosts has",
                    ssh -> "If the machine was set up anew, remove the old key with `ssh-keygen -R " + ssh.knownAs()
                            + "`, then compare the new one: `" + ssh.command().byHand()
                            + "`. If it was not, somebody may be in between."),
            rule(
                    "Host key verification failed|No \\S+ host key is known",
                    Kind.UNAUTHORIZED,
                    "its host key is not known here",
                    ssh -> "Connect once by hand and compare the fingerprint: `"
                            + ssh.command().byHand() + "`."),
            rule(
                    "Permission denied|Too many authentication failures|no mutual signature",
                    Kind.UNAUTHORIZED,
                    "it takes none of your keys",
                    ssh -> "Load the key with `ssh-add`, or install it there with `ssh-copy-id "
                            + ssh.command().destination() + "`. Passwords and passphrases are not asked for."),
            rule(
                    "Could not resolve hostname",
                    Kind.UNREACHABLE,
                    "no machine of that name is known",
                    ssh -> "Correct the name in the endpoint, or add the machine to ~/.ssh/config or to DNS."),
            rule(
                    "administratively prohibited",
                    Kind.REJECTED,
                    "its sshd does not forward to socket files",
                    ssh -> "Set `AllowStreamLocalForwarding yes` in its sshd_config."),
            rule(
                    "open failed",
                    Kind.UNREACHABLE,
                    "ssh works, but no engine takes the connection there",
                    ssh -> "Start it: `" + ssh.command().byHand()
                            + " sudo systemctl start docker`. It is looked for at "
                            + ssh.command().socket() + ", which the user needs leave to use; another place is given as "
                            + ssh.command().endpoint("/path/to/docker.sock") + "."),
            rule(
                    "Connection refused",
                    Kind.UNREACHABLE,
                    "nothing listens for ssh there",
                    ssh -> "Start sshd on that machine, or correct the port in the endpoint."),
            rule(
                    "Connection timed out|Operation timed out|No route to host|Network is unreachable|not responding",
                    Kind.UNREACHABLE,
                    "it does not answer",
                    ssh -> "Check that the machine is up and on the network: `"
                            + ssh.command().byHand() + "`."),
            rule(
                    "Connection closed|Connection reset|kex_exchange|banner exchange",
                    Kind.UNREACHABLE,
                    "it broke off before ssh was set up",
                    ssh ->
                            "Look at the log of sshd on that machine; too many connections at once are turned away, too."));

    private final SshCommand command;
    private final List<String> words;

    /** @param words what {@code ssh} has said so far */
    SshFailure(SshCommand command, List<String> words) {
        this.command = command;
        this.words = List.copyOf(words);
    }

    private SshCommand command() {
        return command;
    }

    /** As known_hosts has it. */
    private String knownAs() {
        int port = command.port();
        return port > 0 && port != 22 ? "'[" + command.machine() + "]:" + port + "'" : command.machine();
    }

    /** Whether it has said anything that is known to be a failure. */
    boolean isKnown() {
        return RULES.stream().anyMatch(rule -> rule.words().matcher(text()).find());
    }

    EngineException exception(String attempt) {
        for (Rule rule : RULES) {
            if (rule.words().matcher(text()).find()) {
                return new EngineException(rule.kind(), attempt + ": " + rule.meaning(), remedy(rule), null);
            }
        }
        String last = words.isEmpty() ? "it ended without a word" : words.get(words.size() - 1);
        return new EngineException(
                Kind.UNREACHABLE, attempt + ": " + last, "Try it by hand: `" + command.byHand() + "`.", null);
    }

    private String remedy(Rule rule) {
        return rule.remedy().apply(this);
    }

    private String text() {
        return String.join("\n", words);
    }

    private static Rule rule(String words, Kind kind, String meaning, Function<SshFailure, String> remedy) {
        return new Rule(Pattern.compile(words, Pattern.CASE_INSENSITIVE), kind, meaning, remedy);
    }

    private record Rule(Pattern words, Kind kind, String meaning, Function<SshFailure, String> remedy) {}
}
