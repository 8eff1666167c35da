package io.homelabhub.docker;

import io.homelabhub.engine.ContainerStats;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.StatsListener;
import io.homelabhub.engine.Watch;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.time.Task;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells of what one container uses. Engines that measure at once when they are asked are asked once a second: the first share of a
 * processor is known a second after the first answer. Docker 20.10 streams by a clock of its own, so that it takes up to two.
 * Podman would stream one in five seconds.
 */
final class StatsWatch implements Watch {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final StreamClient streams;
    private final DockerApi api;
    private final Timing timing;
    private final String container;
    private final String attempt;
    private final StatsListener listener;
    private final StatsReading reading = new StatsReading();
    private final Object delivery = new Object();
    private boolean closed;
    private volatile @Nullable StreamedAnswer<ApiObject> stream;
    private volatile @Nullable Task task;

    /** @param container id or name */
    StatsWatch(StreamClient streams, DockerApi api, Timing timing, String container, StatsListener listener) {
        this.streams = streams;
        this.api = api;
        this.timing = timing;
        this.container = container;
        this.attempt = "measuring container " + container;
        this.listener = listener;
    }

    StatsWatch open(Names names) {
        try {
            String name = names.container(container)
                    .orElseThrow(() ->
                            new EngineException(Kind.NOT_FOUND, attempt + ": there is no container " + container));
            if (api.connector().connection().isPodman() || api.version().measuresAtOnce()) {
                task = timing.start("homelab-docker " + attempt, () -> ask(name));
            } else {
                stream = streams.open(call(name, "1"), StreamForm.JSON_LINES, new Receiver());
            }
        } catch (EngineException failure) {
            task = timing.start("homelab-docker " + attempt, () -> end(Optional.of(failure)));
        }
        return this;
    }

    private ApiCall call(String name, String stream) {
        return ApiCall.get(attempt, "/containers/" + ApiCall.encoded(name) + "/stats")
                .query("stream", stream);
    }

    private void ask(String name) {
        try {
            while (!isClosed()) {
                hear(api.transfer(call(name, "0").query("one-shot", "1")).object());
                timing.sleep(BETWEEN);
            }
        } catch (EngineException failure) {
            boolean notUp = failure.kind() == Kind.CONFLICT;
            end(notUp ? Optional.empty() : Optional.of(failure));
        } catch (InterruptedException given) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void hear(ApiObject sample) {
        if (StatsReading.isOfNothing(sample)) {
            end(Optional.empty());
            return;
        }
        Optional<ContainerStats> stats = reading.next(sample);
        synchronized (delivery) {
            if (!isClosed()) {
                stats.ifPresent(listener::sample);
            }
        }
    }

    private void end(Optional<EngineException> failure) {
        synchronized (delivery) {
            if (!isClosed()) {
                giveUp();
                listener.ended(failure);
            }
        }
    }

    private synchronized void giveUp() {
        closed = true;
    }

    @Override
    public void close() {
        synchronized (delivery) {
            giveUp();
        }
        StreamedAnswer<ApiObject> open = stream;
        if (open != null) {
            open.close();
        }
        Task asking = task;
        if (asking != null) {
            asking.interrupt();
        }
    }

    private final class Receiver implements StreamedAnswer.Receiver<ApiObject> {
        @Override
        public void item(ApiObject sample) {
            hear(sample);
        }

        @Override
        public void ended(Optional<EngineException> failure) {
            end(failure);
        }
    }
}
