package io.homelabhub.testkit.engine;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.DelegatingEngine;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EventListener;
import io.homelabhub.engine.EventRequest;
import io.homelabhub.engine.LogListener;
import io.homelabhub.engine.LogRequest;
import io.homelabhub.engine.StatsListener;
import io.homelabhub.engine.Watch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** One of several openings of a fake engine: closing it ends its own watches and leaves the host to the others. */
final class FakeConnection extends DelegatingEngine {
    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    FakeConnection(Engine engine) {
        super(engine);
    }

    @Override
    public Watch logs(String container, LogRequest request, LogListener listener) {
        return kept(super.logs(container, request, listener));
    }

    @Override
    public Watch stats(String container, StatsListener listener) {
        return kept(super.stats(container, listener));
    }

    @Override
    public Watch events(EventRequest request, EventListener listener) {
        return kept(super.events(request, listener));
    }

    @Override
    public Watch watch(String project, Consumer<ContainerEvent> listener) {
        return kept(super.watch(project, listener));
    }

    private Watch kept(Watch watch) {
        watches.add(watch);
        return watch;
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
