package io.homelabhub.testkit.engine;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.plan.Action;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** One of several openings of a fake engine: closing it ends its own watches and leaves the host to the others. */
final class FakeConnection implements Engine {
    private final Engine engine;
    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    FakeConnection(Engine engine) {
        this.engine = engine;
    }

    @Override
    public EngineInfo ping() {
        return engine.ping();
    }

    @Override
    public ObservedState observe(ObserveRequest request) {
        return engine.observe(request);
    }

    @Override
    public Map<String, RegistryImage> askRegistries(Set<String> references) {
        return engine.askRegistries(references);
    }

    @Override
    public Effect perform(Action action, ActionProgress progress) {
        return engine.perform(action, progress);
    }

    @Override
    public Optional<ContainerStatus> status(String container) {
        return engine.status(container);
    }

    @Override
    public ProbeResult probe(String container) {
        return engine.probe(container);
    }

    @Override
    public ProbeResult execute(String container, List<String> command, Duration within) {
        return engine.execute(container, command, within);
    }

    @Override
    public List<String> logTail(String container, int lines) {
        return engine.logTail(container, lines);
    }

    @Override
    public Watch watch(String project, Consumer<ContainerEvent> listener) {
        Watch watch = engine.watch(project, listener);
        watches.add(watch);
        return watch;
    }

    @Override
    public Optional<LockHolder> acquireLock(String project, LockHolder holder) {
        return engine.acquireLock(project, holder);
    }

    @Override
    public Optional<LockHolder> lockHolder(String project) {
        return engine.lockHolder(project);
    }

    @Override
    public Effect releaseLock(String project, LockHolder holder) {
        return engine.releaseLock(project, holder);
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
