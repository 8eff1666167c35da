package io.homelabhub.resource;

import java.util.List;
import java.util.Optional;

/**
 * A command that is run in a container of a service around its life: a {@code post_start} or {@code pre_stop} hook.
 *
 * @param kind when it is run
 * @param index its place in the list of the service, 0 and up
 * @param command the program and its arguments; not empty
 * @param user as whom it runs; empty for the container's own user
 * @param privileged whether it has all the rights of the host
 * @param workingDirectory where it runs; empty for the container's own directory
 * @param environment {@code NAME=VALUE}, over the container's own; can hold secrets
 */
public record HookCommand(
        Kind kind,
        int index,
        List<String> command,
        Optional<String> user,
        boolean privileged,
        Optional<String> workingDirectory,
        List<String> environment) {
    /** When a hook is run. */
    public enum Kind {
        /** In a container that has just been started. */
        POST_START("post_start"),
        /** In a container that runs and is about to be stopped. */
        PRE_STOP("pre_stop");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** As the Compose file has it. */
        @Override
        public String toString() {
            return key;
        }
    }

    public HookCommand {
        command = List.copyOf(command);
        environment = List.copyOf(environment);
    }

    /** Where it stands in its service, as {@code post_start[0]}; command and environment can hold secrets. */
    @Override
    public String toString() {
        return kind + "[" + index + "]";
    }
}
