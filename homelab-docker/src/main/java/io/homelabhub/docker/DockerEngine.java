package io.homelabhub.docker;

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
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.engine.EventListener;
import io.homelabhub.engine.EventRequest;
import io.homelabhub.engine.ExecRequest;
import io.homelabhub.engine.HostInfo;
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
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.observed.RegistryTags;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.FileContent;
import io.homelabhub.time.Timing;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The SPI's methods, each handed to the class that knows it. */
final class DockerEngine implements Engine {
    private final Connector connector;
    private final DockerApi api;
    private final StreamClient streams;
    private final Timing timing;
    private final Names names;
    private final Observation observation;
    private final RegistryInquiry registries;
    private final RegistryTagList tagLists;
    private final Execution execution;
    private final ContainerSessions sessions;
    private final ContainerFiles files;
    private final ContainerLock lock;
    private final ActionVisitor.Parts parts;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    private DockerEngine(EngineSettings settings) {
        this.timing = settings.timing();
        DockerConfig config = new DockerConfig(settings.environment());
        Deadlines deadlines = new Deadlines(timing);
        this.connector = new Connector(settings, config, deadlines);
        this.api = new DockerApi(connector, deadlines);
        this.streams = new StreamClient(connector, timing);
        this.names = new Names(api);
        KnownImages known = new KnownImages(new ImageIds(api));
        this.observation = new Observation(api, known, settings.parallelism());
        this.execution = new Execution(api, streams, timing);
        this.sessions = new ContainerSessions(api, streams, timing);
        this.files = new ContainerFiles(api, names);
        this.lock = new ContainerLock(api, timing);
        Credentials credentials = new Credentials(config, settings.environment(), timing);
        this.registries = new RegistryInquiry(api, credentials);
        this.tagLists = new RegistryTagList(api.deadlines(), credentials);
        this.parts = ActionVisitor.Parts.of(api, known, names, streams, credentials, execution, timing);
    }

    /** Begins to look for the engine in the background, so that the search is over when the first call comes. */
    static DockerEngine open(EngineSettings settings) {
        DockerEngine engine = new DockerEngine(settings);
        engine.timing.start("homelab-docker looking for an engine", engine::lookEarly);
        return engine;
    }

    private void lookEarly() {
        try {
            connector.connection();
        } catch (RuntimeException | Error later) {
            // the first call looks again, and reports it
        }
    }

    @Override
    public EngineInfo ping() {
        if (!connector.isConnected()) {
            return connector.connection().info(); // it has just greeted
        }
        try {
            api.exchange(ApiCall.get("connecting to the engine", "/_ping")).orThrow();
        } catch (EngineException gone) {
            if (gone.kind() != EngineException.Kind.UNREACHABLE) {
                throw gone;
            }
        }
        return connector.connection().info(); // looks anew if it has gone
    }

    @Override
    public HostInfo host() {
        return new HostReading(api).read();
    }

    @Override
    public ObservedState observe(ObserveRequest request) {
        return observation.read(request);
    }

    @Override
    public Map<String, RegistryTags> listTags(Set<String> repositories) {
        return tagLists.list(repositories);
    }

    @Override
    public Set<String> unnamedImages(String project) {
        return observation.unnamedImages(project);
    }

    @Override
    public Map<String, RegistryImage> askRegistries(Set<String> references) {
        return registries.ask(references);
    }

    @Override
    public Effect perform(Action action, ActionProgress progress) {
        return action.accept(new ActionVisitor(parts, progress));
    }

    @Override
    public Optional<ContainerStatus> status(String container) {
        return api.container(container).map(inspection -> Statuses.read(inspection, api.version()));
    }

    @Override
    public ProbeResult probe(String container) {
        return execution.probe(container);
    }

    @Override
    public ProbeResult execute(String container, List<String> command, Duration within) {
        return execution.execute(container, command, within);
    }

    @Override
    public List<String> logTail(String container, int lines) {
        return new LogTail(streams, names).read(container, lines);
    }

    @Override
    public Watch logs(String container, LogRequest request, LogListener listener) {
        return kept(LogStream.open(streams, names, timing, container, request, listener));
    }

    @Override
    public ProcessTable top(String container) {
        return new Processes(api, names).of(container);
    }

    @Override
    public Watch stats(String container, StatsListener listener) {
        return kept(new StatsWatch(streams, api, timing, container, listener).open(names));
    }

    @Override
    public DiskUsage diskUsage() {
        return new DiskUsageReading(api).read();
    }

    @Override
    public Watch events(EventRequest request, EventListener listener) {
        return kept(EventStream.open(streams, request, listener));
    }

    @Override
    public ContainerSession exec(String container, ExecRequest request) {
        return sessions.exec(container, request);
    }

    @Override
    public void execDetached(String container, ExecRequest request) {
        sessions.execDetached(container, request);
    }

    @Override
    public ContainerSession attach(String container, AttachRequest request) {
        return sessions.attach(container, request);
    }

    @Override
    public Optional<PathStatus> pathStatus(String container, String path) {
        return files.status(container, path);
    }

    @Override
    public InputStream archive(String container, String path) {
        return files.archive(container, path);
    }

    @Override
    public List<FileContent> files(String container, List<String> paths) {
        return files.read(container, paths);
    }

    @Override
    public void extract(String container, String folder, InputStream tar, boolean toUser) {
        files.extract(container, folder, tar, toUser);
    }

    @Override
    public Watch watch(String project, Consumer<ContainerEvent> listener) {
        return kept(new EventWatch(streams, timing, project, listener).open());
    }

    /** Closed with the engine, if not before. */
    private Watch kept(Watch watch) {
        watches.add(watch);
        return () -> {
            watches.remove(watch);
            watch.close();
        };
    }

    @Override
    public Optional<LockHolder> acquireLock(String project, LockHolder holder) {
        return lock.acquire(project, holder);
    }

    @Override
    public Optional<LockHolder> lockHolder(String project) {
        return lock.holder(project);
    }

    @Override
    public Effect releaseLock(String project, LockHolder holder) {
        return lock.release(project, holder);
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
        watches.clear();
        sessions.close();
        connector.close();
    }
}
