package io.homelabhub.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.homelabhub.engine.EngineException;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls whose answer is a stream of JSON objects, one a line, as that of a build. */
final class JsonStream {
    private final Connector connector;
    private final Timing timing;

    JsonStream(Connector connector, Timing timing) {
        this.connector = connector;
        this.timing = timing;
    }

    /**
     * Sends a request and hands every object of the answer to {@code consumer}, on this thread, until the last.
     *
     * @throws EngineException if it is refused or breaks, or if nothing comes for {@link ApiCall#within}
     */
    void follow(ApiCall call, Consumer<ApiObject> consumer) {
        Connection connection = connector.connection();
        Mailbox<Message> mailbox = timing.mailbox();
        Task task = timing.start("homelab-docker " + call.attempt(), () -> transfer(call, connection, mailbox));
        try {
            while (true) {
                Message message = mailbox.take(call.within())
                        .orElseThrow(() -> Deadlines.timedOut(call.within(), call.attempt()));
                if (message.failure() != null) {
                    throw message.failure();
                }
                if (message.object().isEmpty()) {
                    return;
                }
                consumer.accept(message.object().get());
            }
        } catch (InterruptedException interrupted) {
            throw Deadlines.interrupted(call.attempt(), interrupted);
        } finally {
            task.interrupt();
        }
    }

    private void transfer(ApiCall call, Connection connection, Mailbox<Message> mailbox) {
        try (Response response = connection.http().execute(DockerApi.request(call, connection.version()))) {
            if (response.getStatusCode() >= 400) {
                byte[] body = response.getBody().readAllBytes();
                throw Refusal.of(call.attempt(), response.getStatusCode(), Refusal.words(body));
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.getBody(), StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Json.object(line).ifPresent(object -> mailbox.put(new Message(Optional.of(object), null)));
            }
            mailbox.put(new Message(Optional.empty(), null));
        } catch (EngineException refusal) {
            mailbox.put(new Message(Optional.empty(), refusal));
        } catch (IOException | RuntimeException failure) {
            mailbox.put(new Message(Optional.empty(), connector.broken(connection, call.attempt(), failure)));
        } catch (Error defect) {
            mailbox.put(new Message(Optional.empty(), connector.failure(call.attempt(), defect)));
        }
    }

    /** An object, a failure, or the end if it is neither. */
    private record Message(
            Optional<ApiObject> object, @Nullable EngineException failure) {}
}
