package io.homelabhub.operation;

import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.engine.TerminalSize;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A service to run once, in a container of its own that serves nobody.
 *
 * @param service its name in the catalog, else in the Compose files
 * @param command in place of the service's; empty for that
 * @param changes what else the container has of its own
 * @param input whether its input stays open, to be written to
 * @param terminal the size of its terminal; empty for none
 * @param remove whether it goes as soon as it has ended, with its anonymous volumes
 * @param deploy how its dependencies are deployed, if they come along, and its image is had
 */
public record RunRequest(
        String service,
        List<String> command,
        ContainerChanges changes,
        boolean input,
        Optional<TerminalSize> terminal,
        boolean remove,
        DeployRequest deploy) {
    public RunRequest {
        command = List.copyOf(command);
    }

    /** With its dependencies, without input or terminal; the container stays when it has ended. */
    public static RunRequest of(String service, String... command) {
        return new RunRequest(
                service,
                List.of(command),
                ContainerChanges.NONE,
                false,
                Optional.empty(),
                false,
                DeployRequest.of(List.of(service)));
    }

    /** This one, in a container with these changes. */
    public RunRequest withChanges(ContainerChanges changes) {
        return new RunRequest(service, command, changes, input, terminal, remove, deploy);
    }

    /** This one, given an input. */
    public RunRequest withInput() {
        return new RunRequest(service, command, changes, true, terminal, remove, deploy);
    }

    /** This one on a terminal. */
    public RunRequest withTerminal(TerminalSize size) {
        return new RunRequest(service, command, changes, input, Optional.of(size), remove, deploy);
    }

    /** This one, removed as soon as it has ended. */
    public RunRequest removed() {
        return new RunRequest(service, command, changes, input, terminal, true, deploy);
    }

    /** This one, with what it needs deployed in another way: {@code deploy -> deploy.withDependencies(false)}. */
    public RunRequest withDeploy(UnaryOperator<DeployRequest> change) {
        return new RunRequest(service, command, changes, input, terminal, remove, change.apply(deploy));
    }

    /** The service alone: command and variables can hold secrets. */
    @Override
    public String toString() {
        return "RunRequest[" + service + "]";
    }
}
