package io.homelabhub.testkit.engine;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.EngineEvent;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EventListener;
import io.homelabhub.engine.EventRequest;
import io.homelabhub.engine.Watch;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.time.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Tells a listener of what has happened and what happens on, in the engine's words, on a thread of its own. */
final class FakeEventStream implements Watch {
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Host host;
    private final EventRequest request;
    private final EventListener listener;
    private final int begin;
    private Optional<Task> task = Optional.empty();
    private volatile boolean closed;

    FakeEventStream(Host host, EventRequest request, EventListener listener) {
        this.host = host;
        this.request = request;
        this.listener = listener;
        this.begin = request.since().isPresent() ? 0 : host.history.size();
    }

    /** An event as {@code GET /events} has it. */
    static EngineEvent inWords(ContainerEvent event, FakeContainer container) {
        Map<String, String> attributes = new TreeMap<>(container.labels());
        attributes.put("name", event.container());
        attributes.put("image", container.image);
        event.exitCode().ifPresent(code -> attributes.put("exitCode", String.valueOf(code)));
        return new EngineEvent(event.at(), action(event.kind()), event.containerId(), event.container(), attributes);
    }

    private static String action(ContainerEvent.Kind kind) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        boolean health = kind == ContainerEvent.Kind.HEALTHY || kind == ContainerEvent.Kind.UNHEALTHY;
        return health ? "health_status: " + word : word;
    }

    /** @param call takes the time of the call, and fails as the call does */
    FakeEventStream open(BooleanSupplier call) {
        task = Optional.of(host.clock.start("fake-engine-events", () -> tell(call)));
        return this;
    }

    private void tell(BooleanSupplier call) {
        try {
            boolean answered = call.getAsBoolean();
            int told = begin;
            while (answered && !closed) {
                while (told < host.history.size()) {
                    tell(host.history.get(told++));
                }
                if (isOver(host.clock.now())) {
                    end(Optional.empty());
                    return;
                }
                host.clock.sleep(LOOK);
            }
        } catch (EngineException failure) {
            end(Optional.of(failure));
        } catch (InterruptedException given) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver(Instant now) {
        return request.until().filter(end -> !now.isBefore(end)).isPresent();
    }

    private void tell(EngineEvent event) {
        boolean ours = request.project().equals(event.attributes().get(ComposeLabels.PROJECT));
        boolean wanted = request.since().filter(event.at()::isBefore).isEmpty()
                && request.until().filter(event.at()::isAfter).isEmpty();
        if (ours && wanted && !closed) {
            listener.event(event);
        }
    }

    private void end(Optional<EngineException> failure) {
        if (!closed) {
            listener.ended(failure);
        }
    }

    @Override
    public void close() {
        closed = true;
        host.streams.remove(this);
        task.ifPresent(Task::interrupt);
    }
}
