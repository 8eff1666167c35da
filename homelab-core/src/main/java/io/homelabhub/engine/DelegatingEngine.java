package io.homelabhub.engine;

import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.observed.RegistryTags;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.FileContent;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Hands every call on to another engine. Who stands between Homelab and an engine, to count, to log, to delay or to refuse some
 * calls, extends this and overrides those: what {@link Engine} learns later is handed on as well. As safe for threads as the
 * engine behind it.
 */
public class DelegatingEngine implements Engine {
    private final Engine engine;

    /** Closing it closes {@code engine}. */
    protected DelegatingEngine(Engine engine) {
        this.engine = engine;
    }

    @Override
    public EngineInfo ping() {
        return engine.ping();
    }

    @Override
    public HostInfo host() {
        return engine.host();
    }

    @Override
    public ObservedState observe(ObserveRequest request) {
        return engine.observe(request);
    }

    @Override
    public Map<String, RegistryTags> listTags(Set<String> repositories) {
        return engine.listTags(repositories);
    }

    @Override
    public Set<String> unnamedImages(String project) {
        return engine.unnamedImages(project);
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
    public Watch logs(String container, LogRequest request, LogListener listener) {
        return engine.logs(container, request, listener);
    }

    @Override
    public ProcessTable top(String container) {
        return engine.top(container);
    }

    @Override
    public Watch stats(String container, StatsListener listener) {
        return engine.stats(container, listener);
    }

    @Override
    public DiskUsage diskUsage() {
        return engine.diskUsage();
    }

    @Override
    public Watch events(EventRequest request, EventListener listener) {
        return engine.events(request, listener);
    }

    @Override
    public ContainerSession exec(String container, ExecRequest request) {
        return engine.exec(container, request);
    }

    @Override
    public void execDetached(String container, ExecRequest request) {
        engine.execDetached(container, request);
    }

    @Override
    public ContainerSession attach(String container, AttachRequest request) {
        return engine.attach(container, request);
    }

    @Override
    public Optional<PathStatus> pathStatus(String container, String path) {
        return engine.pathStatus(container, path);
    }

    @Override
    public InputStream archive(String container, String path) {
        return engine.archive(container, path);
    }

    @Override
    public List<FileContent> files(String container, List<String> paths) {
        return engine.files(container, paths);
    }

    @Override
    public void extract(String container, String folder, InputStream tar, boolean toUser) {
        engine.extract(container, folder, tar, toUser);
    }

    @Override
    public Watch watch(String project, Consumer<ContainerEvent> listener) {
        return engine.watch(project, listener);
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
        engine.close();
    }
}
