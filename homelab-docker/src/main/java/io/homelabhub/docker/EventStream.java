package io.homelabhub.docker;

import io.homelabhub.engine.EngineEvent;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EventListener;
import io.homelabhub.engine.EventRequest;
import io.homelabhub.engine.Watch;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ComposeLabels;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells of a project's events in the engine's words, over one connection. */
final class EventStream implements Watch, StreamedAnswer.Receiver<ApiObject> {
    private static final int NANOS_DIGITS = 9;

    private final EventListener listener;
    private final Object delivery = new Object();
    private boolean closed;
    private volatile @Nullable StreamedAnswer<ApiObject> answer;

    private EventStream(EventListener listener) {
        this.listener = listener;
    }

    static EventStream open(StreamClient streams, EventRequest request, EventListener listener) {
        EventStream stream = new EventStream(listener);
        stream.answer = streams.open(call(request), StreamForm.JSON_LINES, stream);
        return stream;
    }

    private static ApiCall call(EventRequest request) {
        ApiObject filters = ApiObject.of(Map.of(
                "type", List.of("container"), "label", List.of(ComposeLabels.PROJECT + "=" + request.project())));
        ApiCall call = ApiCall.get("reading events", "/events").query("filters", Json.text(filters));
        if (request.since().isPresent()) {
            call = call.query("since", seconds(request.since().get()));
        }
        return request.until().isPresent()
                ? call.query("until", seconds(request.until().get()))
                : call;
    }

    /** As {@code 1795988411.818893903}. */
    private static String seconds(Instant time) {
        return BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano(), NANOS_DIGITS))
                .toPlainString();
    }

    @Override
    public void item(ApiObject event) {
        ApiObject actor = event.object("Actor");
        Map<String, String> attributes = ContainerRow.strings(actor.object("Attributes"));
        Instant time = event.get("timeNano") instanceof Long nanos ? Instant.ofEpochSecond(0, nanos) : Instant.EPOCH;
        EngineEvent read = new EngineEvent(
                time,
                event.string("Action").orElse(""),
                actor.string("ID").orElse(""),
                attributes.getOrDefault("name", ""),
                attributes);
        synchronized (delivery) {
            if (!closed) {
                listener.event(read);
            }
        }
    }

    @Override
    public void ended(Optional<EngineException> failure) {
        synchronized (delivery) {
            if (!closed) {
                closed = true;
                listener.ended(failure);
            }
        }
    }

    @Override
    public void close() {
        synchronized (delivery) {
            closed = true;
        }
        StreamedAnswer<ApiObject> open = answer;
        if (open != null) {
            open.close();
        }
    }
}
