package io.homelabhub.testkit.engine;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.StatsListener;
import io.homelabhub.engine.Watch;
import io.homelabhub.time.Task;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells a listener once a second what a container uses, on a thread of its own. */
final class FakeStatsStream implements Watch {
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Host host;
    private final StatsListener listener;
    private Optional<Task> task = Optional.empty();
    private volatile boolean closed;

    FakeStatsStream(Host host, StatsListener listener) {
        this.host = host;
        this.listener = listener;
    }

    /** @param find takes the time of the call, and fails as the call does */
    FakeStatsStream open(Supplier<FakeContainer> find) {
        task = Optional.of(host.clock.start("fake-engine-stats", () -> measure(find)));
        return this;
    }

    private void measure(Supplier<FakeContainer> find) {
        try {
            FakeContainer container = find.get();
            host.clock.sleep(BETWEEN);
            while (!closed && container.isUp() && host.containers.containsKey(container.id)) {
                listener.sample(Usage.stats(host, container));
                host.clock.sleep(BETWEEN);
            }
            end(Optional.empty());
        } catch (EngineException failure) {
            end(Optional.of(failure));
        } catch (InterruptedException given) {
            Thread.currentThread().interrupt();
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
