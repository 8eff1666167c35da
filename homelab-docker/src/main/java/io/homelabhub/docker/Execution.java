package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs commands in containers. */
final class Execution {
    private static final int LONGEST_OUTPUT = 4096;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final int LOOKS = 100;
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final DockerApi api;
    private final StreamClient streams;
    private final Timing timing;

    Execution(DockerApi api, StreamClient streams, Timing timing) {
        this.api = api;
        this.streams = streams;
        this.timing = timing;
    }

    ProbeResult probe(String container) {
        Optional<ApiObject> inspection = api.container(container);
        if (inspection.isEmpty() || !runs(inspection.get())) {
            return new ProbeResult(Verdict.NOT_RUNNING, "");
        }
        Optional<HealthTest> test = HealthTest.of(inspection.get());
        if (test.isEmpty()) {
            return new ProbeResult(Verdict.NO_TEST, "");
        }
        return run(
                "testing the health of container " + container,
                inspection.get(),
                test.get().command(),
                test.get().timeout());
    }

    ProbeResult execute(String container, List<String> command, Duration within) {
        Optional<ApiObject> inspection = api.container(container);
        if (inspection.isEmpty() || !runs(inspection.get())) {
            return new ProbeResult(Verdict.NOT_RUNNING, "");
        }
        return run("running a command in container " + container, inspection.get(), command, within);
    }

    private boolean runs(ApiObject inspection) {
        return Statuses.read(inspection, api.version()).state() == ContainerState.RUNNING;
    }

    private ProbeResult run(String attempt, ApiObject container, List<String> command, Duration within) {
        Duration end = timing.elapsed().plus(within);
        String id = container.string("Id").orElseThrow();
        Answer created = api.exchange(ApiCall.post(attempt, "/containers/" + id + "/exec")
                .within(within.plus(ANSWER))
                .json(ApiObject.of(Map.of("Cmd", command, "AttachStdout", true, "AttachStderr", true))));
        if (created.is(Answer.CONFLICT) || created.is(Answer.NOT_FOUND)) {
            return new ProbeResult(Verdict.NOT_RUNNING, "");
        }
        String exec = created.object().string("Id").orElseThrow();
        Text output = new Text(LONGEST_OUTPUT);
        try {
            return start(attempt, exec, end, output) ? result(attempt, exec, output) : timedOut(output);
        } catch (EngineException failure) {
            return verdict(failure);
        }
    }

    private boolean start(String attempt, String exec, Duration end, Text output) {
        ApiCall call = ApiCall.post(attempt, "/exec/" + exec + "/start")
                .json(ApiObject.of(Map.of("Detach", false, "Tty", false)));
        return streams.drain(
                call, StreamForm.OUTPUT, () -> end.minus(timing.elapsed()), piece -> output.add(piece.bytes()));
    }

    private static ProbeResult timedOut(Text output) {
        return new ProbeResult(Verdict.TIMED_OUT, output.toString());
    }

    /** The output ends a moment before the engine notes the exit code. */
    private ProbeResult result(String attempt, String exec, Text output) {
        for (int look = 0; look < LOOKS; look++) {
            ApiObject inspection = api.exchange(
                            ApiCall.get(attempt, "/exec/" + exec + "/json").within(ANSWER))
                    .object();
            if (!inspection.isTrue("Running") && inspection.get("ExitCode") instanceof Long code) {
                return new ProbeResult(code == 0 ? Verdict.PASSED : Verdict.FAILED, output.toString());
            }
            pause(attempt);
        }
        return timedOut(output);
    }

    private void pause(String attempt) {
        try {
            timing.sleep(LOOK_AGAIN);
        } catch (InterruptedException interrupted) {
            throw Deadlines.interrupted(attempt, interrupted);
        }
    }

    /** A command that the container does not have is a test that fails; a container that has ended meanwhile does not run. */
    private static ProbeResult verdict(EngineException failure) {
        String words = String.valueOf(failure.getMessage());
        if (words.contains("OCI runtime exec failed") || words.contains("executable file not found")) {
            return new ProbeResult(Verdict.FAILED, words);
        }
        if (failure.kind() == Kind.CONFLICT || failure.kind() == Kind.NOT_FOUND || words.contains("is not running")) {
            return new ProbeResult(Verdict.NOT_RUNNING, "");
        }
        throw failure;
    }
}
