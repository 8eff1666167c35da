package io.homelabhub.testkit.engine;

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
import io.homelabhub.engine.HostInfo;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.engine.LogLine;
import io.homelabhub.engine.LogListener;
import io.homelabhub.engine.LogRequest;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.PathStatus;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.engine.ProcessTable;
import io.homelabhub.engine.StatsListener;
import io.homelabhub.engine.TerminalSize;
import io.homelabhub.engine.Watch;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.observed.RegistryTags;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.FileContent;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The SPI on a {@link Host}: each call takes virtual time, meets the faults that were scripted and is written into the
 * journal.
 */
final class HostCalls implements Engine {
    final Host host;
    final Processes processes;
    final FakeRegistry registry;
    final Images images;
    final Journal journal;
    final Faults faults = new Faults();
    final Troubles troubles;
    private final CallNames names;

    HostCalls(VirtualClock clock, long seed) {
        host = new Host(clock, seed);
        processes = new Processes(host);
        registry = new FakeRegistry(host::imageBehavesAnew);
        images = new Images(host, registry);
        names = new CallNames(host);
        journal = new Journal(clock);
        troubles = new Troubles(host, processes);
    }

    @Override
    public EngineInfo ping() {
        return call(
                new Call(Verb.PING, Set.of(), Optional.empty()),
                () -> new EngineInfo(host.endpoint, "Docker", "20.10.24", host.apiVersion));
    }

    @Override
    public ObservedState observe(ObserveRequest request) {
        return call(new Call(Verb.OBSERVE, Set.of(request.project()), Optional.empty()), () -> new Observation(host)
                .observe(request));
    }

    @Override
    public Map<String, RegistryTags> listTags(Set<String> repositories) {
        return call(new Call(Verb.ASK_REGISTRIES, repositories, Optional.empty()), () -> {
            Map<String, RegistryTags> answers = new TreeMap<>();
            repositories.forEach(repository -> answers.put(repository, registry.tagsOf(repository)));
            return answers;
        });
    }

    @Override
    public Set<String> unnamedImages(String project) {
        return call(new Call(Verb.OBSERVE, Set.of(project), Optional.empty()), () -> host.unnamedImages(project));
    }

    @Override
    public Map<String, RegistryImage> askRegistries(Set<String> references) {
        return call(new Call(Verb.ASK_REGISTRIES, references, Optional.empty()), () -> {
            Map<String, RegistryImage> answers = new TreeMap<>();
            references.forEach(reference -> answers.put(reference, registry.digest(reference)));
            return answers;
        });
    }

    @Override
    public Effect perform(Action action, ActionProgress progress) {
        Call call = new Call(Verb.of(action), action.accept(names), Optional.of(action));
        return call(call, () -> action.accept(new Actions(host, processes, images, progress)));
    }

    @Override
    public Optional<ContainerStatus> status(String container) {
        return call(onContainer(Verb.STATUS, container), () -> host.find(container)
                .map(found -> found.status(host.startIntervalHonoured())));
    }

    @Override
    public ProbeResult probe(String container) {
        return call(onContainer(Verb.PROBE, container), () -> {
            Optional<FakeContainer> found = host.find(container);
            if (found.filter(one -> one.state == ContainerState.RUNNING).isEmpty()) {
                return new ProbeResult(Verdict.NOT_RUNNING, "");
            }
            return found.get()
                    .healthTest()
                    .map(test -> runTest(found.get(), test))
                    .orElse(new ProbeResult(Verdict.NO_TEST, ""));
        });
    }

    private ProbeResult runTest(FakeContainer container, HealthTest test) {
        Behaviour behaviour = host.behaviour(container);
        if (behaviour.probeHangs()) {
            host.pause(test.timeout());
            return new ProbeResult(Verdict.TIMED_OUT, "");
        }
        return behaviour.probe(host.clock.elapsed().minus(container.startedElapsed), test.command());
    }

    @Override
    public ProbeResult execute(String container, List<String> command, Duration within) {
        return call(onContainer(Verb.EXECUTE, container), () -> host.find(container)
                .filter(found -> found.state == ContainerState.RUNNING)
                .map(found -> host.behaviour(found).answer(command).orElseGet(() -> found.answer(command)))
                .orElse(new ProbeResult(Verdict.NOT_RUNNING, "")));
    }

    @Override
    public List<String> logTail(String container, int lines) {
        return call(onContainer(Verb.LOG_TAIL, container), () -> {
            List<LogLine> log = host.container(container).log.lines();
            return log.subList(Math.max(0, log.size() - lines), log.size()).stream()
                    .map(LogLine::text)
                    .toList();
        });
    }

    @Override
    public Watch logs(String container, LogRequest request, LogListener listener) {
        Call call = onContainer(Verb.LOGS, container);
        FakeLogStream stream = new FakeLogStream(host, request, listener);
        host.logs.add(stream);
        return stream.open(() -> call(call, () -> host.container(container)));
    }

    @Override
    public ProcessTable top(String container) {
        return call(onContainer(Verb.TOP, container), () -> {
            FakeContainer found = host.container(container);
            return found.isUp() ? Usage.processes(found, host.behaviour(found)) : ProcessTable.EMPTY;
        });
    }

    @Override
    public ContainerSession exec(String container, ExecRequest request) {
        return call(onContainer(Verb.EXEC, container), () -> started(container, request));
    }

    private FakeSession started(String container, ExecRequest request) {
        FakeContainer found = host.container(container);
        if (found.state != ContainerState.RUNNING) {
            throw new EngineException(
                    EngineException.Kind.CONFLICT, "container " + container + " is " + found.state + ", not running");
        }
        FakeSession session = new FakeSession(host, request.terminal());
        FakeProgram program =
                host.behaviour(found).program(request.command()).orElseGet(() -> answering(found, request.command()));
        found.sessions.add(session);
        host.sessions.add(session);
        session.run(host, program, new FakeStreams(request, session));
        return session;
    }

    private FakeProgram answering(FakeContainer container, List<String> command) {
        ProbeResult answer = host.behaviour(container).answer(command).orElseGet(() -> container.answer(command));
        return streams -> {
            streams.print(answer.output());
            return answer.verdict() == Verdict.PASSED ? 0 : 1;
        };
    }

    @Override
    public void execDetached(String container, ExecRequest request) {
        ContainerSession unused = exec(container, request);
    }

    @Override
    public ContainerSession attach(String container, AttachRequest request) {
        return call(onContainer(Verb.ATTACH, container), () -> {
            FakeContainer found = host.container(container);
            boolean terminal = found.config.isTrue("Tty");
            FakeSession session = new FakeSession(host, terminal ? Optional.of(TerminalSize.USUAL) : Optional.empty());
            found.log.attach(session);
            host.sessions.add(session);
            return session;
        });
    }

    @Override
    public Watch stats(String container, StatsListener listener) {
        Call call = onContainer(Verb.STATS, container);
        FakeStatsStream stream = new FakeStatsStream(host, listener);
        host.streams.add(stream);
        return stream.open(() -> call(call, () -> host.container(container)));
    }

    @Override
    public HostInfo host() {
        return call(new Call(Verb.HOST, Set.of(), Optional.empty()), () -> Usage.host(host));
    }

    @Override
    public DiskUsage diskUsage() {
        return call(new Call(Verb.DISK_USAGE, Set.of(), Optional.empty()), () -> Usage.disk(host));
    }

    @Override
    public Watch events(EventRequest request, EventListener listener) {
        Call call = new Call(Verb.EVENTS, Set.of(request.project()), Optional.empty());
        FakeEventStream stream = new FakeEventStream(host, request, listener);
        host.streams.add(stream);
        return stream.open(() -> call(call, () -> true));
    }

    @Override
    public Optional<PathStatus> pathStatus(String container, String path) {
        return call(
                onContainer(Verb.PATH_STATUS, container),
                () -> host.container(container).fileSystem.status(path));
    }

    @Override
    public InputStream archive(String container, String path) {
        return call(
                onContainer(Verb.ARCHIVE, container),
                () -> host.container(container).fileSystem.archive(path));
    }

    @Override
    public List<FileContent> files(String container, List<String> paths) {
        return call(
                onContainer(Verb.ARCHIVE, container),
                () -> host.container(container).fileSystem.files(paths));
    }

    @Override
    public void extract(String container, String folder, InputStream tar, boolean toUser) {
        boolean unused = call(onContainer(Verb.EXTRACT, container), () -> {
            host.container(container).fileSystem.extract(folder, tar);
            return true;
        });
    }

    @Override
    public Watch watch(String project, Consumer<ContainerEvent> listener) {
        FakeWatch watch = new FakeWatch(host, project, listener);
        // an answer that is lost leaves no watch behind: it lives in the caller's connection
        boolean unused = call(new Call(Verb.WATCH, Set.of(project), Optional.empty()), () -> true);
        watch.open();
        return watch;
    }

    @Override
    public Optional<LockHolder> acquireLock(String project, LockHolder holder) {
        return call(
                new Call(Verb.ACQUIRE_LOCK, Set.of(project), Optional.empty()),
                () -> Optional.ofNullable(host.locks.putIfAbsent(project, holder)));
    }

    @Override
    public Optional<LockHolder> lockHolder(String project) {
        return call(
                new Call(Verb.LOCK_HOLDER, Set.of(project), Optional.empty()),
                () -> Optional.ofNullable(host.locks.get(project)));
    }

    @Override
    public Effect releaseLock(String project, LockHolder holder) {
        return call(new Call(Verb.RELEASE_LOCK, Set.of(project), Optional.empty()), () -> {
            boolean ours = Optional.ofNullable(host.locks.get(project))
                    .filter(present -> present.id().equals(holder.id()))
                    .isPresent();
            if (ours) {
                host.locks.remove(project);
            }
            return ours ? Effect.DONE : Effect.ALREADY_SO;
        });
    }

    @Override
    public void close() {
        List.copyOf(host.watches).forEach(FakeWatch::close);
        List.copyOf(host.logs).forEach(FakeLogStream::close);
        List.copyOf(host.streams).forEach(Watch::close);
    }

    private Call onContainer(Verb verb, String container) {
        return new Call(verb, names.ofContainer(container), Optional.empty());
    }

    private <T> T call(Call call, Supplier<T> effect) {
        Journal.Entry entry = journal.begins(call);
        try {
            T answer = answer(call, effect);
            entry.succeeded();
            return answer;
        } catch (EngineException e) {
            entry.failed(e);
            throw e;
        }
    }

    private <T> T answer(Call call, Supplier<T> effect) {
        Duration cost =
                call.verb().cost().multipliedBy(50 + host.random.nextInt(100)).dividedBy(100);
        Duration before = cost.multipliedBy(host.random.nextInt(100)).dividedBy(100);
        host.pause(before);
        List<Fault> met = faults.of(call);
        Runnable another = () -> {
            T unused = effect.get();
        };
        met.forEach(fault -> fault.before(call, another));
        troubles.check(call);
        T answer = effect.get();
        met.forEach(fault -> fault.after(call));
        host.pause(cost.minus(before));
        return answer;
    }
}
