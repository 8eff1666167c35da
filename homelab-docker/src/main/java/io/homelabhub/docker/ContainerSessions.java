package io.homelabhub.docker;

import io.homelabhub.engine.AttachRequest;
import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.ExecRequest;
import io.homelabhub.engine.TerminalSize;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Opens sessions with programs in containers, and closes those that are left over. */
final class ContainerSessions implements AutoCloseable {
    /** What is asked a moment after the output's end has had time to become known. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private static final int LOOKS = 100;
    private static final Duration REGISTERED = Duration.ofSeconds(5);

    private final DockerApi api;
    private final StreamClient streams;
    private final Timing timing;
    private final Set<ContainerSession> open = ConcurrentHashMap.newKeySet();

    ContainerSessions(DockerApi api, StreamClient streams, Timing timing) {
        this.api = api;
        this.streams = streams;
        this.timing = timing;
    }

    ContainerSession exec(String container, ExecRequest request) {
        String attempt = attempt(container, request);
        String exec = created(attempt, container, request, true);
        ApiCall start = ApiCall.post(attempt, "/exec/" + exec + "/start").json(startSettings(request));
        Exec program = new Exec(attempt, exec, request.terminal().isPresent());
        UpgradedSession session = session(start, program, request.input());
        if (!api.version().takesConsoleSize()) {
            request.terminal().ifPresent(session::resize);
        }
        return session;
    }

    void execDetached(String container, ExecRequest request) {
        String attempt = attempt(container, request);
        String exec = created(attempt, container, request, false);
        api.exchange(ApiCall.post(attempt, "/exec/" + exec + "/start")
                        .json(ApiObject.of(
                                Map.of("Detach", true, "Tty", request.terminal().isPresent()))))
                .orThrow();
    }

    private static String attempt(String container, ExecRequest request) {
        return "running " + request.command().get(0) + " in container " + container;
    }

    private String created(String attempt, String container, ExecRequest request, boolean attached) {
        String id = existing(attempt, container).string("Id").orElseThrow();
        return api.exchange(ApiCall.post(attempt, "/containers/" + id + "/exec").json(settings(request, attached)))
                .object()
                .string("Id")
                .orElseThrow();
    }

    private ApiObject existing(String attempt, String container) {
        return api.container(container)
                .orElseThrow(() -> new EngineException(Kind.NOT_FOUND, attempt + ": there is no such container"));
    }

    private static ApiObject settings(ExecRequest request, boolean attached) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("Cmd", request.command());
        settings.put("AttachStdin", attached && request.input());
        settings.put("AttachStdout", attached);
        settings.put("AttachStderr", attached);
        settings.put("Tty", request.terminal().isPresent());
        settings.put("Privileged", request.privileged());
        List<String> environment = new ArrayList<>();
        request.environment().forEach((name, value) -> environment.add(name + "=" + value));
        settings.put("Env", environment);
        request.user().ifPresent(user -> settings.put("User", user));
        request.workingDirectory().ifPresent(folder -> settings.put("WorkingDir", folder));
        request.detachKeys().ifPresent(keys -> settings.put("DetachKeys", keys));
        request.terminal().ifPresent(size -> settings.put("ConsoleSize", List.of(size.rows(), size.columns())));
        return ApiObject.of(settings);
    }

    private static ApiObject startSettings(ExecRequest request) {
        ApiObject settings =
                ApiObject.of(Map.of("Detach", false, "Tty", request.terminal().isPresent()));
        return request.terminal()
                .map(size -> settings.with("ConsoleSize", List.of(size.rows(), size.columns())))
                .orElse(settings);
    }

    ContainerSession attach(String container, AttachRequest request) {
        String attempt = "attaching to container " + container;
        ApiObject inspection = existing(attempt, container);
        String path = "/containers/" + inspection.string("Id").orElseThrow();
        ApiCall call = ApiCall.post(attempt, path + "/attach?stream=1&stdout=1&stderr=1");
        boolean input = request.input() && inspection.object("Config").isTrue("OpenStdin");
        call = input ? call.query("stdin", "1") : call;
        call = request.detachKeys().isPresent()
                ? call.query("detachKeys", request.detachKeys().get())
                : call;
        OwnProcess program =
                new OwnProcess(attempt, path, inspection.object("Config").isTrue("Tty"));
        program.awaitEnd();
        try {
            return session(call, program, input);
        } catch (RuntimeException failure) {
            program.forget();
            throw failure;
        }
    }

    private UpgradedSession session(ApiCall call, UpgradedSession.Program program, boolean input) {
        Connection connection = api.connector().connection();
        Upgrade.Upgraded upgraded =
                api.deadlines().within(ApiCall.USUAL, call.attempt(), () -> upgraded(call, connection));
        UpgradedSession session = new UpgradedSession(
                call.attempt(), api.connector(), connection, upgraded, program, input, open::remove);
        open.add(session);
        return session;
    }

    private Upgrade.Upgraded upgraded(ApiCall call, Connection connection) {
        try {
            return Upgrade.request(call, connection);
        } catch (IOException failure) {
            throw api.connector().broken(connection, call.attempt(), failure);
        }
    }

    @Override
    public void close() {
        List.copyOf(open).forEach(ContainerSession::close);
    }

    private void pause(String attempt) {
        try {
            timing.sleep(LOOK_AGAIN);
        } catch (InterruptedException interrupted) {
            throw Deadlines.interrupted(attempt, interrupted);
        }
    }

    private static ApiCall resizing(String path, TerminalSize size) {
        return ApiCall.post("resizing a terminal", path + "/resize")
                .query("h", String.valueOf(size.rows()))
                .query("w", String.valueOf(size.columns()));
    }

    /** A command beside a container's own process. */
    private final class Exec implements UpgradedSession.Program {
        private final String attempt;
        private final String path;
        private final boolean terminal;

        Exec(String attempt, String id, boolean terminal) {
            this.attempt = attempt;
            this.path = "/exec/" + id;
            this.terminal = terminal;
        }

        @Override
        public boolean hasTerminal() {
            return terminal;
        }

        /** Refused until the process is there, which takes a moment, and once it is gone. */
        @Override
        public void resize(TerminalSize size) {
            for (int look = 0;
                    look < LOOKS && api.exchange(resizing(path, size)).isRefusal() && isRunning();
                    look++) {
                pause(attempt);
            }
        }

        private boolean isRunning() {
            return inspection().isTrue("Running");
        }

        @Override
        public Optional<Integer> exitCode() {
            for (int look = 0; look < LOOKS; look++) {
                ApiObject inspection = inspection();
                if (!inspection.isTrue("Running") && inspection.get("ExitCode") instanceof Long code) {
                    return Optional.of(Math.toIntExact(code));
                }
                pause(attempt);
            }
            return Optional.empty();
        }

        private ApiObject inspection() {
            return api.exchange(ApiCall.get(attempt, path + "/json")).object();
        }
    }

    /** A container's own process, whose end is waited for from the beginning: a policy can start the container again at once. */
    private final class OwnProcess implements UpgradedSession.Program, StreamedAnswer.Receiver<ApiObject> {
        private final String attempt;
        private final String path;
        private final boolean terminal;
        private final Mailbox<Boolean> registered = timing.mailbox();
        private final Mailbox<Optional<EngineException>> ended = timing.mailbox();
        private volatile Optional<Integer> code = Optional.empty();
        private Optional<StreamedAnswer<ApiObject>> waiting = Optional.empty();

        OwnProcess(String attempt, String path, boolean terminal) {
            this.attempt = attempt;
            this.path = path;
            this.terminal = terminal;
        }

        void awaitEnd() {
            ApiCall call = ApiCall.post(attempt, path + "/wait?condition=next-exit");
            waiting = Optional.of(streams.open(call, StreamForm.JSON_LINES, this));
            try {
                Optional<Boolean> unused = registered.take(REGISTERED);
            } catch (InterruptedException interrupted) {
                throw Deadlines.interrupted(attempt, interrupted);
            }
        }

        @Override
        public void begun() {
            registered.put(true);
        }

        @Override
        public void item(ApiObject end) {
            code = Optional.of(Math.toIntExact(end.number("StatusCode")));
        }

        @Override
        public void ended(Optional<EngineException> failure) {
            registered.put(true);
            ended.put(failure);
        }

        @Override
        public boolean hasTerminal() {
            return terminal;
        }

        @Override
        public void resize(TerminalSize size) {
            Answer unused = api.exchange(resizing(path, size));
        }

        @Override
        public Optional<Integer> exitCode() {
            try {
                ended.take(LOOK_AGAIN.multipliedBy(LOOKS))
                        .flatMap(failure -> failure)
                        .ifPresent(failure -> {
                            throw failure;
                        });
                return code;
            } catch (InterruptedException interrupted) {
                throw Deadlines.interrupted(attempt, interrupted);
            }
        }

        @Override
        public void forget() {
            waiting.ifPresent(StreamedAnswer::close);
        }
    }
}
