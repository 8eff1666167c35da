package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.LogListener;
import io.homelabhub.engine.LogRequest;
import io.homelabhub.engine.Watch;
import io.homelabhub.time.Timing;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a container's log for a listener ({@code GET /containers/{id}/logs}). */
final class LogStream implements Watch, StreamedAnswer.Receiver<OutputPiece> {
    private final LogListener listener;
    private final LogLines lines;
    private volatile boolean closed;
    private volatile @Nullable StreamedAnswer<OutputPiece> answer;

    private LogStream(LogRequest request, LogListener listener) {
        this.listener = listener;
        this.lines = new LogLines(line -> {
            if (request.isWanted(line.time())) { // not every engine heeds fractions of a second
                listener.line(line);
            }
        });
    }

    static LogStream open(
            StreamClient streams,
            Names names,
            Timing timing,
            String container,
            LogRequest request,
            LogListener listener) {
        LogStream stream = new LogStream(request, listener);
        try {
            stream.answer = streams.open(call(names, container, request), StreamForm.OUTPUT, stream);
        } catch (EngineException failure) {
            timing.start("homelab-docker log of " + container, () -> stream.ended(Optional.of(failure)));
        }
        return stream;
    }

    static ApiCall call(Names names, String container, LogRequest request) {
        String attempt = "reading the log of container " + container;
        String name = names.container(container)
                .orElseThrow(() -> new EngineException(Kind.NOT_FOUND, attempt + ": there is no such container"));
        ApiCall call = ApiCall.get(attempt, "/containers/" + ApiCall.encoded(name) + "/logs")
                .query("stdout", "1")
                .query("stderr", "1")
                .query("timestamps", "1");
        call = request.follow() ? call.query("follow", "1") : call;
        if (request.tail().isPresent()) {
            call = call.query("tail", String.valueOf(request.tail().get()));
        }
        if (request.since().isPresent()) {
            call = call.query("since", text(request.since().get()));
        }
        return request.until().isPresent()
                ? call.query("until", text(request.until().get()))
                : call;
    }

    private static String text(Instant time) {
        return "%d.%09d".formatted(time.getEpochSecond(), time.getNano());
    }

    @Override
    public void begun() {
        if (!closed) {
            listener.begun();
        }
    }

    @Override
    public void item(OutputPiece piece) {
        if (!closed) {
            lines.add(piece);
        }
    }

    @Override
    public void ended(Optional<EngineException> failure) {
        if (!closed) {
            if (failure.isEmpty()) {
                lines.end(); // what breaks off is read once more, from its beginning
            }
            listener.ended(failure);
        }
    }

    @Override
    public void close() {
        closed = true;
        StreamedAnswer<OutputPiece> open = answer;
        if (open != null) {
            open.close();
        }
    }
}
