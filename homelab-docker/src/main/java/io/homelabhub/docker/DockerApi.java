package io.homelabhub.docker;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.homelabhub.engine.EngineException;
import io.homelabhub.resource.ApiObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The Engine API, a request at a time. Calls that answer with a stream go through {@link StreamClient}.
 *
 * <p>Own requests rather than docker-java's typed commands: these lack members that Compose files set, answer 304 with an
 * exception, their models take a cold JVM half a second to learn, and another library's older half of them breaks ours.
 */
final class DockerApi {
    private final Connector connector;
    private final Deadlines deadlines;

    DockerApi(Connector connector, Deadlines deadlines) {
        this.connector = connector;
        this.deadlines = deadlines;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    Connector connector() {
        return connector;
    }

    ApiVersion version() {
        return connector.connection().version();
    }

    /**
     * Sends a request and waits for its answer, a refusal included.
     *
     * @throws EngineException {@code UNREACHABLE}, {@code TIMED_OUT} or {@code INTERRUPTED}
     */
    Answer exchange(ApiCall call) {
        return exchange(call, () -> Duration.ZERO);
    }

    /**
     * Likewise.
     *
     * @param more how much longer than the call says the answer may take; asked only if it does
     */
    Answer exchange(ApiCall call, Supplier<Duration> more) {
        connector.connection();
        return deadlines.within(call.within(), more, call.attempt(), () -> transfer(call));
    }

    /** As {@link #exchange}, on the calling thread and without deadline: for those who have one already. */
    Answer transfer(ApiCall call) {
        Connection connection = connector.connection();
        try (Response response = connection.http().execute(request(call, connection.version()))) {
            return new Answer(
                    call.attempt(), response.getStatusCode(), response.getBody().readAllBytes());
        } catch (IOException | RuntimeException failure) {
            throw connector.broken(connection, call.attempt(), failure);
        }
    }

    /**
     * Sends a request and waits until its answer begins, a refusal included; whoever asked reads the rest.
     *
     * @return to be closed
     */
    Response begin(ApiCall call) {
        Connection connection = connector.connection();
        return deadlines.within(call.within(), call.attempt(), () -> {
            try {
                return connection.http().execute(request(call, connection.version()));
            } catch (RuntimeException failure) {
                throw connector.broken(connection, call.attempt(), failure);
            }
        });
    }

    static Request request(ApiCall call, ApiVersion version) {
        Request.Builder request = Request.builder()
                .method(call.method())
                .path("/v" + version + call.path())
                .putAllHeaders(call.headers());
        call.body().ifPresent(body -> {
            if (body instanceof ApiCall.Body.Bytes whole) {
                request.bodyBytes(whole.bytes());
            } else if (body instanceof ApiCall.Body.Stream stream) {
                request.body(stream.stream());
            }
        });
        return request.build();
    }

    /**
     * A container by its id or its whole name. The API also takes the begin of an id, so that a container called {@code db}
     * that is not there would be some other one whose id begins so: that counts as absent here.
     */
    Optional<ApiObject> container(String container) {
        Answer answer = exchange(inspectContainer(container));
        if (answer.is(Answer.NOT_FOUND)) {
            return Optional.empty();
        }
        ApiObject inspection = answer.object();
        boolean meant = inspection.string("Id").filter(container::equals).isPresent()
                || inspection
                        .string("Name")
                        .filter(name -> name.equals("/" + container) || name.equals(container))
                        .isPresent();
        return meant ? Optional.of(inspection) : Optional.empty();
    }

    static ApiCall inspectContainer(String container) {
        return ApiCall.get("looking at container " + container, "/containers/" + ApiCall.encoded(container) + "/json");
    }
}
