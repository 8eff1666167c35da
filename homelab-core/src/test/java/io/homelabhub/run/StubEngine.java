package io.homelabhub.run;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.AttachRequest;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerSession;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.DiskUsage;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.engine.EventListener;
import io.homelabhub.engine.EventRequest;
import io.homelabhub.engine.ExecRequest;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.engine.LogListener;
import io.homelabhub.engine.LogRequest;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.PathStatus;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.engine.ProcessTable;
import io.homelabhub.engine.StatsListener;
import io.homelabhub.engine.Watch;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.FileContent;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Notes what is asked of it, and does it or fails as told. Containers do not exist for it. */
class StubEngine implements Engine {
    final List<String> performed = new CopyOnWriteArrayList<>();
    private final Map<String, Deciding> decisions = new ConcurrentHashMap<>();

    /** What an action comes to. */
    interface Deciding {
        Effect decide() throws InterruptedException;
    }

    /** Lets an action, written as {@link #text}, come to something else than DONE. */
    StubEngine on(String action, Deciding decision) {
        decisions.put(action, decision);
        return this;
    }

    StubEngine fails(String action, EngineException.Kind kind) {
        return on(action, () -> {
            throw new EngineException(kind, action + " failed");
        });
    }

    @Override
    public Effect perform(Action action, ActionProgress progress) {
        String text = text(action);
        performed.add(text);
        try {
            return decisions.getOrDefault(text, () -> Effect.DONE).decide();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Kind.INTERRUPTED, text + " was interrupted");
        }
    }

    /** {@code Start a}, {@code Create b}: the first word of the action and what it is about. */
    private static String text(Action action) {
        if (action instanceof Action.CreateContainer create) {
            return "create " + create.container().name();
        }
        if (action instanceof Action.StartContainer start) {
            return "start " + start.container();
        }
        if (action instanceof Action.StopContainer stop) {
            return "stop " + stop.container();
        }
        if (action instanceof Action.RemoveContainer remove) {
            return "remove " + remove.container();
        }
        if (action instanceof Action.PullImage pull) {
            return "pull " + pull.reference();
        }
        return action.getClass().getSimpleName();
    }

    @Override
    public Optional<ContainerStatus> status(String container) {
        return Optional.empty();
    }

    @Override
    public ObservedState observe(ObserveRequest request) {
        return ObservedState.EMPTY;
    }

    @Override
    public Watch logs(String container, LogRequest request, LogListener listener) {
        return () -> {};
    }

    @Override
    public Watch watch(String project, Consumer<ContainerEvent> listener) {
        return () -> {};
    }

    @Override
    public Watch events(EventRequest request, EventListener listener) {
        return () -> {};
    }

    @Override
    public Watch stats(String container, StatsListener listener) {
        return () -> {};
    }

    @Override
    public ProcessTable top(String container) {
        return ProcessTable.EMPTY;
    }

    @Override
    public DiskUsage diskUsage() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> logTail(String container, int lines) {
        return List.of();
    }

    @Override
    public EngineInfo ping() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ProbeResult probe(String container) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ProbeResult execute(String container, List<String> command, Duration within) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ContainerSession exec(String container, ExecRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execDetached(String container, ExecRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ContainerSession attach(String container, AttachRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<PathStatus> pathStatus(String container, String path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<FileContent> files(String container, List<String> paths) {
        return List.of();
    }

    @Override
    public InputStream archive(String container, String path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void extract(String container, String folder, InputStream tar, boolean toUser) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<LockHolder> acquireLock(String project, LockHolder holder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<LockHolder> lockHolder(String project) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Effect releaseLock(String project, LockHolder holder) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
