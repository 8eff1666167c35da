package io.homelabhub.docker;

import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.plan.Action.RunHook;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.HookCommand;
import io.homelabhub.time.Timing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs commands in containers. */
final class Execution {
    private static final int LONGEST_OUTPUT = 4096;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final int LOOKS = 100;
    private static final Duration ANSWER = Duration.ofSeconds(10);
    /** Of a hook: whoever waits for it can interrupt it. */
    private static final Duration NO_LIMIT = Duration.ofDays(365);
    /** By which shells tell that there is no such program. */
    private static final long CANNOT_BE_RUN = 127;

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

    /** Runs a hook to its end. */
    Effect run(RunHook action) {
        HookCommand hook = action.hook();
        ApiObject container = api.container(action.container())
                .orElseThrow(() -> new EngineException(
                        Kind.NOT_FOUND,
                        "running " + hook + " in container " + action.container() + ": there is no such container"));
        String name = container.string("Name").orElse(action.container());
        String attempt = "running " + hook + " in container " + name.replaceFirst("^/", "");
        if (!runs(container)) {
            return notRunning(hook, attempt);
        }
        Answer created = api.exchange(
                ApiCall.post(attempt, "/containers/" + container.string("Id").orElseThrow() + "/exec")
                        .json(request(hook)));
        if (created.is(Answer.CONFLICT) || created.is(Answer.NOT_FOUND)) {
            return notRunning(hook, attempt);
        }
        OutputEnd output = new OutputEnd(LONGEST_OUTPUT);
        String exec = created.object().string("Id").orElseThrow();
        long code = run(attempt, exec, output);
        if (code != 0) {
            String said = output.toString().strip();
            throw new EngineException(
                    Kind.REJECTED, attempt + ": it ended with exit code " + code + (said.isEmpty() ? "" : ": " + said));
        }
        return Effect.DONE;
    }

    private static ApiObject request(HookCommand hook) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("Cmd", hook.command());
        request.put("AttachStdout", true);
        request.put("AttachStderr", true);
        request.put("Privileged", hook.privileged());
        request.put("Env", hook.environment());
        hook.user().ifPresent(user -> request.put("User", user));
        hook.workingDirectory().ifPresent(directory -> request.put("WorkingDir", directory));
        return ApiObject.of(request);
    }

    private static Effect notRunning(HookCommand hook, String attempt) {
        if (hook.kind() == HookCommand.Kind.PRE_STOP) {
            return Effect.ALREADY_SO;
        }
        throw new EngineException(Kind.CONFLICT, attempt + ": the container does not run");
    }

    /** A program that the container does not have is told as a refusal by some engines, and by its exit code by all. */
    private long run(String attempt, String exec, OutputEnd output) {
        ApiCall call = ApiCall.post(attempt, "/exec/" + exec + "/start")
                .json(ApiObject.of(Map.of("Detach", false, "Tty", false)));
        try {
            streams.drain(call, StreamForm.OUTPUT, () -> NO_LIMIT, piece -> output.add(piece.bytes()));
        } catch (EngineException failure) {
            if (verdict(failure).verdict() == Verdict.NOT_RUNNING) {
                throw failure;
            }
            output.add(ByteBuffer.wrap(String.valueOf(failure.getMessage()).getBytes(StandardCharsets.UTF_8)));
            return exitCode(attempt, exec).filter(code -> code != 0).orElse(CANNOT_BE_RUN);
        }
        return exitCode(attempt, exec)
                .orElseThrow(
                        () -> new EngineException(Kind.OTHER, attempt + ": the engine does not tell its exit code"));
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
    private Optional<Long> exitCode(String attempt, String exec) {
        for (int look = 0; look < LOOKS; look++) {
            ApiObject inspection = api.exchange(
                            ApiCall.get(attempt, "/exec/" + exec + "/json").within(ANSWER))
                    .object();
            if (!inspection.isTrue("Running") && inspection.get("ExitCode") instanceof Long code) {
                return Optional.of(code);
            }
            pause(attempt);
        }
        return Optional.empty();
    }

    private ProbeResult result(String attempt, String exec, Text output) {
        return exitCode(attempt, exec)
                .map(code -> new ProbeResult(code == 0 ? Verdict.PASSED : Verdict.FAILED, output.toString()))
                .orElseGet(() -> timedOut(output));
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
