package io.homelabhub.rotation;

import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.ExecRequest;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.secret.SecretMask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs shell lines in the containers of services. What is secret goes in by standard input, where no list of processes and no inspection
 * of the container shows it.
 */
final class ContainerShell {
    private static final int MOST_TOLD = 300;

    private final Engine engine;
    private final String project;
    private final SecretMask mask;

    /** @param mask hides secrets in what programs say */
    ContainerShell(Engine engine, String project, SecretMask mask) {
        this.engine = engine;
        this.project = project;
        this.mask = mask;
    }

    /** What a program wrote, and how it ended. */
    record Answer(Optional<Integer> code, String output, String error) {
        boolean isSuccess() {
            return code.equals(Optional.of(0));
        }
    }

    /** The container of a service that runs; empty if none does. Inspected. */
    Optional<ObservedContainer> container(String service) {
        return ProjectContainers.of(project, engine.observe(new ObserveRequest(project, Set.of(), true)))
                .of(service)
                .stream()
                .filter(container -> container.state() == ContainerState.RUNNING)
                .findFirst();
    }

    /**
     * Runs {@code lines} in the container of {@code service}.
     *
     * @param input what they read; can be secret
     * @throws StepFailure if no container runs, or the shell cannot be run
     */
    Answer run(String service, String lines, String input) {
        ObservedContainer container =
                container(service).orElseThrow(() -> new StepFailure(service + " has no container that runs"));
        ExecRequest request =
                ExecRequest.of(List.of("sh", "-c", lines, "homelab-rotate")).withInput();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        try (ContainerSession session = engine.exec(container.id(), request)) {
            try (OutputStream to = session.input()) {
                to.write(input.getBytes(StandardCharsets.UTF_8));
            }
            session.copyOutput(output, error);
            return new Answer(session.exitCode(), text(output), text(error));
        } catch (IOException | EngineException failure) {
            throw new StepFailure(service + ": " + mask.mask(String.valueOf(failure.getMessage())));
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** That {@code attempt} did not succeed, in the program's words. */
    StepFailure failure(String attempt, Answer answer) {
        String said = (answer.error() + answer.output()).strip();
        String told = said.length() > MOST_TOLD ? said.substring(0, MOST_TOLD) + "…" : said;
        String code = answer.code().map(number -> "exit code " + number).orElse("it did not come to its end");
        return new StepFailure(attempt + ": " + (told.isEmpty() ? code : mask.mask(told)));
    }
}
