package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.time.Timing;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way to an engine behind {@code ssh}: one connection for all calls, made anew where it has ended. */
final class SshRoute implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(20);

    private final Map<String, String> environment;
    private final Timing timing;
    private final Deadlines deadlines;
    private @Nullable SshTunnel tunnel;

    SshRoute(Map<String, String> environment, Timing timing, Deadlines deadlines) {
        this.environment = environment;
        this.timing = timing;
        this.deadlines = deadlines;
    }

    /**
     * The socket file of this machine that leads there.
     *
     * @throws EngineException saying why there is none
     */
    Endpoint dialled(Endpoint endpoint, String attempt) {
        SshTunnel open = open(new SshCommand(endpoint.uri()));
        try {
            Path socket = deadlines.within(CONNECTING, attempt, () -> open.awaitSocket(attempt));
            return new Endpoint(URI.create("unix://" + socket), endpoint.origin(), Optional.empty());
        } catch (EngineException failure) {
            close();
            throw failure;
        }
    }

    private synchronized SshTunnel open(SshCommand command) {
        if (tunnel != null && tunnel.isAlive()) {
            tunnel.forgetWords();
            return tunnel;
        }
        close();
        SshTunnel begun = SshTunnel.begin(command, environment, timing);
        tunnel = begun;
        return begun;
    }

    /** Why a call that went this way failed, if {@code ssh} knows; what a living one says nothing about is the engine's. */
    Optional<EngineException> reason(String attempt, Kind kind, Duration limit) throws InterruptedException {
        SshTunnel used;
        synchronized (this) {
            used = tunnel;
        }
        if (used == null) {
            return Optional.empty();
        }
        if (kind == Kind.TIMED_OUT && used.isAlive()) {
            return Optional.of(used.silent(attempt, limit));
        }
        return used.reason(attempt);
    }

    @Override
    public synchronized void close() {
        if (tunnel != null) {
            tunnel.close();
            tunnel = null;
        }
    }
}
