package io.homelabhub.engine;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A command to run in a container.
 *
 * @param command the program and its arguments; not empty
 * @param input whether it is given an input; else it finds its end at once
 * @param terminal the size of its terminal; empty for none
 * @param user a name or a number, as {@code user[:group]}; empty for the container's own
 * @param workingDirectory absolute; empty for the container's own
 * @param environment variables it has besides the container's own
 * @param privileged whether it has the rights of the host's root
 * @param detachKeys what leaves it to itself when typed, as {@code ctrl-p,ctrl-q}, which is the engine's default; counts on a terminal
 *     only
 */
public record ExecRequest(
        List<String> command,
        boolean input,
        Optional<TerminalSize> terminal,
        Optional<String> user,
        Optional<String> workingDirectory,
        Map<String, String> environment,
        boolean privileged,
        Optional<String> detachKeys) {
    /**
     * As given.
     *
     * @throws IllegalArgumentException without a command
     */
    public ExecRequest {
        command = List.copyOf(command);
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no command; give a program and its arguments");
        }
    }

    /** This command, without input or terminal. */
    public static ExecRequest of(List<String> command) {
        return new ExecRequest(
                command,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false,
                Optional.empty());
    }

    /** This one, given an input. */
    public ExecRequest withInput() {
        return new ExecRequest(command, true, terminal, user, workingDirectory, environment, privileged, detachKeys);
    }

    /** This one on a terminal. */
    public ExecRequest withTerminal(TerminalSize size) {
        return new ExecRequest(
                command, input, Optional.of(size), user, workingDirectory, environment, privileged, detachKeys);
    }

    /** This one as another user. */
    public ExecRequest withUser(String name) {
        return new ExecRequest(
                command, input, terminal, Optional.of(name), workingDirectory, environment, privileged, detachKeys);
    }

    /** This one in another folder of the container. */
    public ExecRequest withWorkingDirectory(String folder) {
        return new ExecRequest(
                command, input, terminal, user, Optional.of(folder), environment, privileged, detachKeys);
    }

    /** This one with these variables in place of its own. */
    public ExecRequest withEnvironment(Map<String, String> variables) {
        return new ExecRequest(command, input, terminal, user, workingDirectory, variables, privileged, detachKeys);
    }

    /** This one with the rights of the host's root. */
    public ExecRequest withPrivileges() {
        return new ExecRequest(command, input, terminal, user, workingDirectory, environment, true, detachKeys);
    }

    /** This one, left by other keys. */
    public ExecRequest withDetachKeys(String keys) {
        return new ExecRequest(
                command, input, terminal, user, workingDirectory, environment, privileged, Optional.of(keys));
    }

    /** The program alone: arguments and variables can hold secrets. */
    @Override
    public String toString() {
        return "ExecRequest[" + command.get(0) + "]";
    }
}
