package io.homelabhub.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.homelabhub.engine.EngineException;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One answer that is read as it comes, on a thread of its own.
 *
 * @param <T> what it consists of
 */
final class StreamedAnswer<T> implements AutoCloseable {
    private final ApiCall call;
    private final StreamForm<T> form;
    private final Receiver<T> receiver;
    private @Nullable Response response;
    private @Nullable AutoCloseable ownHttp;
    private @Nullable Task task;
    private boolean closed;
    private volatile boolean silent;

    StreamedAnswer(ApiCall call, StreamForm<T> form, Receiver<T> receiver) {
        this.call = call;
        this.form = form;
        this.receiver = receiver;
    }

    void begin(Connector connector, Timing timing) {
        Connection connection = connector.connection();
        Task begun = timing.start("homelab-docker " + call.attempt(), () -> transfer(connector, connection, timing));
        synchronized (this) {
            task = begun;
        }
    }

    private void transfer(Connector connector, Connection connection, Timing timing) {
        Optional<SilenceWatch> watch = connection.endpoint().isSocketFile()
                ? Optional.empty()
                : Optional.of(SilenceWatch.begin(connection, timing, this::giveUp));
        Optional<EngineException> failure = Optional.empty();
        try (Response answer = http(connection).execute(DockerApi.request(call, connection.version()))) {
            if (keep(answer)) {
                read(answer, watch);
            }
        } catch (EngineException refusal) {
            failure = Optional.of(refusal);
        } catch (IOException | RuntimeException broken) {
            failure = brokenOff(connector, connection, broken);
        } catch (Error defect) {
            failure = brokenOff(connector, connection, new IllegalStateException(defect));
        }
        watch.ifPresent(SilenceWatch::close);
        closeQuietly(own());
        receiver.ended(failure);
    }

    /**
     * What can be closed while it waits for the head of an answer: the reading of a network hears of no interrupt. That of a socket file
     * does.
     */
    private DockerHttpClient http(Connection connection) {
        if (connection.dialled().isSocketFile()) {
            return connection.http();
        }
        OneShotHttp http = OneShotHttp.to(connection.dialled());
        synchronized (this) {
            ownHttp = http;
        }
        if (isClosed()) {
            closeQuietly(http);
        }
        return http;
    }

    private synchronized @Nullable AutoCloseable own() {
        return ownHttp;
    }

    private void read(Response answer, Optional<SilenceWatch> watch) throws IOException {
        if (answer.getStatusCode() >= Answer.FIRST_REFUSAL) {
            byte[] words = answer.getBody().readAllBytes();
            throw Refusal.of(call.attempt(), answer.getStatusCode(), Refusal.words(words));
        }
        receiver.begun();
        form.read(watch.map(one -> one.over(answer.getBody())).orElse(answer.getBody()), receiver::item);
    }

    /** Nothing, if it was given up: then nothing is wrong with the connection. */
    private Optional<EngineException> brokenOff(Connector connector, Connection connection, Exception failure) {
        if (silent) {
            EngineException broken = connector.broken(connection, call.attempt(), failure);
            return Optional.of(new EngineException(
                    EngineException.Kind.UNREACHABLE,
                    call.attempt() + ": " + connection.info().endpoint() + " has fallen silent",
                    broken.remedy(),
                    failure));
        }
        return isClosed() ? Optional.empty() : Optional.of(connector.broken(connection, call.attempt(), failure));
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean keep(Response answer) {
        response = answer;
        return !closed;
    }

    /** As the engine has fallen silent. */
    private void giveUp() {
        silent = true;
        close();
    }

    /** Gives the rest up. An interrupt alone would not do: it ends the reading of a socket file, but not that of a network. */
    @Override
    public void close() {
        @Nullable Response open;
        @Nullable AutoCloseable own;
        synchronized (this) {
            closed = true;
            open = response;
            own = ownHttp;
            if (task != null) {
                task.interrupt();
            }
        }
        closeQuietly(open);
        closeQuietly(own);
    }

    private static void closeQuietly(@Nullable AutoCloseable open) {
        try {
            if (open != null) {
                open.close();
            }
        } catch (Exception ignored) {
            // it is given up anyway
        }
    }

    /** Is told of an answer, on the thread that reads it. */
    interface Receiver<T> {
        /** The engine has agreed to answer. Once at most, before all items. */
        default void begun() {}

        void item(T item);

        /**
         * Once, and the last.
         *
         * @param failure why it did not come to its end by itself
         */
        void ended(Optional<EngineException> failure);
    }
}
