package io.homelabhub.rotation;

import io.homelabhub.rotation.ContainerShell.Answer;

/**
 * What the catalog says to do in a service's container: {@code rotate}. It reads two lines, the value to be and the one in force.
 *
 * @param service whose container
 * @param lines for its shell
 */
record CatalogStep(String service, String lines) implements ServiceStep {
    @Override
    public String describe() {
        return service + ": the command that the catalog has for it";
    }

    @Override
    public void change(ContainerShell shell, Change change) {
        Answer answer = shell.run(service, lines, change.to() + "\n" + change.from() + "\n");
        if (!answer.isSuccess()) { // it may be that it has it already
            answer = shell.run(service, lines, change.to() + "\n" + change.to() + "\n");
        }
        if (!answer.isSuccess()) {
            throw shell.failure("running what the catalog has for " + service, answer);
        }
    }

    /** The command has said that it succeeded; the service's own health test says the rest. */
    @Override
    public void check(ContainerShell shell, String value) {
        // nothing is known of how to ask it
    }
}
