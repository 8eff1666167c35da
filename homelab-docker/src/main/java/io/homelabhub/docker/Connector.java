package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.EngineSettings;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Finds an engine that answers and keeps it. After a broken connection the next call looks and greets anew: the engine
 * may have come back as another version.
 */
final class Connector implements AutoCloseable {
    private static final Duration GREETING = Duration.ofSeconds(15);
    private static final String ATTEMPT = "looking for a container engine";

    private final EndpointSearch search;
    private final Greeting greeting;
    private final Deadlines deadlines;
    private final SshRoute ssh;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Connection current;
    private volatile boolean closed;
    private final AtomicInteger failures = new AtomicInteger(); // counted with the lock held
    private volatile @Nullable EngineException latest;

    Connector(EngineSettings settings, DockerConfig config, Deadlines deadlines) {
        this.search = new EndpointSearch(settings, config);
        this.greeting = new Greeting(Optional.ofNullable(settings.environment().get("DOCKER_API_VERSION"))
                .filter(version -> !version.isBlank()));
        this.deadlines = deadlines;
        this.ssh = new SshRoute(settings.environment(), settings.timing(), deadlines);
    }

    /**
     * The engine. Looks for it if there is none yet.
     *
     * @throws EngineException {@code UNREACHABLE}, listing every way that was tried
     */
    Connection connection() {
        Connection known = current;
        if (known != null) {
            return known;
        }
        int before = failures.get();
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException interrupted) {
            throw Deadlines.interrupted(ATTEMPT, interrupted);
        }
        try {
            EngineException failure = latest;
            if (current == null && failure != null && failures.get() != before) {
                throw failure; // found out while this call waited for its turn
            }
            Connection found = current == null ? find() : current;
            current = found;
            return found;
        } catch (EngineException failure) {
            latest = failure;
            failures.incrementAndGet();
            throw failure;
        } finally {
            lock.unlock();
        }
    }

    /** Whether an engine has been found. It may be gone by now. */
    boolean isConnected() {
        return current != null;
    }

    private Connection find() {
        if (closed) {
            throw new IllegalStateException("this engine is closed");
        }
        List<String> tried = new ArrayList<>();
        List<EngineException> failures = new ArrayList<>();
        boolean denied = false;
        for (Endpoint endpoint : search.endpoints()) {
            try {
                return open(endpoint);
            } catch (EngineException failure) {
                if (failure.kind() == Kind.INTERRUPTED) {
                    throw failure;
                }
                failures.add(failure);
                String words = String.valueOf(failure.getMessage());
                denied |= words.contains("permission denied");
                tried.add(endpoint + ": " + words.replaceFirst("^[^:]*: ", ""));
            }
        }
        EngineException notFound = notFound(tried, failures, denied);
        throw search.isNamed() ? notFound.ofNamedEngine() : notFound;
    }

    private Connection open(Endpoint endpoint) {
        Endpoint dialled = endpoint.isSsh() ? ssh.dialled(endpoint, ATTEMPT) : endpoint;
        if (dialled.isSocketFile() && !Files.exists(dialled.socketFile())) {
            throw new EngineException(Kind.UNREACHABLE, ATTEMPT + ": no such file");
        }
        OneShotHttp http = OneShotHttp.to(dialled);
        try {
            return deadlines.within(GREETING, ATTEMPT, () -> greet(endpoint, dialled, http));
        } catch (EngineException failure) {
            closeQuietly(http);
            throw endpoint.isSsh() ? told(failure) : failure;
        }
    }

    private Connection greet(Endpoint endpoint, Endpoint dialled, OneShotHttp http) {
        try {
            return greeting.greet(endpoint, dialled, http);
        } catch (EngineException refusal) {
            throw refusal;
        } catch (IOException | RuntimeException failure) {
            TransportFailure reason = new TransportFailure(failure, endpoint);
            throw new EngineException(Kind.UNREACHABLE, ATTEMPT + ": " + reason.words(), reason.remedy(), failure);
        }
    }

    /** As {@code ssh} tells it, unless the engine has answered by itself. */
    private EngineException told(EngineException failure) {
        if (failure.kind() != Kind.UNREACHABLE && failure.kind() != Kind.TIMED_OUT) {
            return failure;
        }
        try {
            return ssh.reason(ATTEMPT, failure.kind(), GREETING).orElse(failure);
        } catch (InterruptedException interrupted) {
            return Deadlines.interrupted(ATTEMPT, interrupted);
        }
    }

    private static EngineException notFound(List<String> tried, List<EngineException> failures, boolean denied) {
        EngineException last = failures.get(failures.size() - 1);
        if (failures.size() == 1
                && (last.kind() == Kind.REJECTED || !last.remedy().isEmpty())) {
            return new EngineException(last.kind(), ATTEMPT + ": " + tried.get(0), last.remedy(), last);
        }
        String remedy = denied
                ? "Join the docker group (`sudo usermod -aG docker $USER`, then log in again) or use sudo."
                : "Start the engine (`sudo systemctl start docker`), or set DOCKER_HOST to where it listens.";
        return new EngineException(
                Kind.UNREACHABLE, "no container engine answers; tried " + String.join("; ", tried), remedy, last);
    }

    /** What came of a call over {@code connection} whose transport failed; the next call looks anew. */
    EngineException broken(Connection connection, String attempt, Exception failure) {
        if (closed) {
            return new EngineException(Kind.UNREACHABLE, attempt + ": the engine was closed meanwhile", "", failure);
        }
        if (isInterrupt(failure)) {
            return new EngineException(Kind.INTERRUPTED, attempt + ": interrupted", "", failure);
        }
        forget(connection);
        return new EngineException(
                Kind.UNREACHABLE,
                attempt + ": the connection to " + connection.info().endpoint() + " broke: "
                        + new TransportFailure(failure, connection.endpoint()).words(),
                "Check that the engine is running, for example with `docker ps`; what became of the request is unknown.",
                failure);
    }

    private void forget(Connection connection) {
        lock.lock();
        try {
            if (connection.equals(current)) {
                current = null; // not closed: others may be in the middle of a call, and it holds nothing of its own
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean isInterrupt(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof ClosedByInterruptException
                        || failure instanceof InterruptedException
                        || isInterrupt(failure.getCause()));
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception ignored) {
            // it is given up anyway
        }
    }

    @Override
    public void close() {
        closed = true;
        Connection known = current;
        current = null;
        if (known != null) {
            closeQuietly(known.http());
        }
        ssh.close();
    }
}
