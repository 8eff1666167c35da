package io.homelabhub.testkit.engine;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.observed.RegistryImage;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.testkit.time.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A container host in memory, on a virtual clock.
 *
 * <p>It does what the Docker Engine does, and is held to the same contract. Each call takes virtual time, a little
 * more or less by seed; processes, restarts and health checks go on beside the calls as the time moves. What containers
 * do is said by image, by command or by container ({@link #image}, {@link #command}, {@link #behaviourOf}); what is there
 * before the test, by {@link #given}. Closing it changes nothing: the host goes on, and can be opened again.
 *
 * <p>Every thread that calls it has to take its time from the same clock.
 */
public final class FakeEngine implements Engine {
    private final Host host;
    private final Processes processes;
    private final FakeRegistry registry = new FakeRegistry();
    private final Images images;
    private final CallNames names;
    private final Journal journal;
    private final Faults faults = new Faults();
    private final Troubles troubles;

    /** An empty host whose ids, timings and order of events follow from {@code seed}. */
    public FakeEngine(VirtualClock clock, long seed) {
        host = new Host(clock, seed);
        processes = new Processes(host);
        images = new Images(host, registry);
        names = new CallNames(host);
        journal = new Journal(clock);
        troubles = new Troubles(host, processes);
    }

    /** A provider of this engine, for what opens engines by itself. Closing what it opens leaves the host as it is. */
    public EngineProvider provider() {
        return new EngineProvider() {
            @Override
            public String name() {
                return "fake";
            }

            @Override
            public Engine open(EngineSettings settings) {
                return new FakeConnection(FakeEngine.this);
            }
        };
    }

    // --- what the test says ---

    /** What the processes of an image do. */
    public Behaviour image(String reference) {
        return host.imageBehaviour(reference);
    }

    /** What the processes of the container of this name do, whatever its image and its command say. */
    public Behaviour behaviourOf(String containerName) {
        return host.containerBehaviours.computeIfAbsent(containerName, any -> new Behaviour());
    }

    /** What the processes of containers do that were created with this command, whatever their image says. */
    public Behaviour command(List<String> words) {
        return host.commandBehaviours.computeIfAbsent(List.copyOf(words), any -> new Behaviour());
    }

    /** What can be pulled. */
    public FakeRegistry registry() {
        return registry;
    }

    /** These images are there and need no pull. */
    public FakeEngine has(String... references) {
        List.of(references).forEach(images::have);
        return this;
    }

    /** Nothing is at or below this path of the host. Until then every path is there that somebody asks for. */
    public FakeEngine lacksPath(String path) {
        host.absentPaths.add(Path.of(path));
        return this;
    }

    /** Somebody edits what this image is built from: the next build gives another image. */
    public FakeEngine edited(String reference) {
        host.edits.merge(ImageReference.canonical(reference), 1, Integer::sum);
        return this;
    }

    /** A container that is there already. */
    public Given given(String containerName) {
        return new Given(this, Given.bare(containerName));
    }

    /** A container that is there already, as it would be created from {@code spec}. */
    public Given given(ContainerSpec spec) {
        return new Given(this, spec);
    }

    /** Carries an action out before the test begins: it takes no time, meets no fault and is not in the journal. */
    public FakeEngine set(Action action) {
        action.accept(new Actions(host, processes, images, ActionProgress.NONE));
        return this;
    }

    /**
     * The API version that the engine speaks. Default: 1.41, as Docker 20.10. From 1.44 on a health check's start
     * interval counts.
     */
    public FakeEngine speaking(String apiVersion) {
        host.apiVersion = apiVersion;
        return this;
    }

    /** Something goes wrong with these calls: {@code engine.on(start("postgres")).fails(CONFLICT, times(1))}. */
    public FaultScript on(Calls calls) {
        return new FaultScript(host, faults, calls);
    }

    /** Calls fail, hang and lose their answers by chance. */
    public FakeEngine meeting(RandomFaults random) {
        faults.random(random.on(host));
        return this;
    }

    /** The host is befallen by chance, from now on. */
    public FakeEngine meeting(RandomTroubles random) {
        random.on(host, troubles);
        return this;
    }

    /** Nothing goes wrong with calls and events from now on, whatever was scripted. */
    public FakeEngine meetingNoMoreFaults() {
        faults.clear();
        host.eventFaults = EventFaults.NONE;
        return this;
    }

    /** What befalls the host as a whole, or a container of it. */
    public Troubles troubles() {
        return troubles;
    }

    /** The scripted faults that have not happened, or not often enough; a test that meant them has missed its aim. */
    public List<String> faultsThatDidNotHappen() {
        return faults.missing();
    }

    // --- what the test looks at ---

    /**
     * A container, inspected.
     *
     * @throws AssertionError naming those that are there, if there is none of this name
     */
    public ObservedContainer container(String name) {
        FakeContainer found = host.find(name)
                .orElseThrow(() -> new AssertionError("no container " + name + "; there are "
                        + containers().stream().map(ObservedContainer::name).toList()));
        return new Observation(host).container(found, true);
    }

    /** All containers, inspected, by name. */
    public List<ObservedContainer> containers() {
        return host.containers.values().stream()
                .map(container -> new Observation(host).container(container, true))
                .sorted(Comparator.comparing(ObservedContainer::name))
                .toList();
    }

    /** The names of the containers that run. */
    public List<String> running() {
        return containers().stream()
                .filter(container -> container.state() == ContainerState.RUNNING)
                .map(ObservedContainer::name)
                .toList();
    }

    public Collection<ObservedVolume> volumes() {
        return List.copyOf(host.volumes.values());
    }

    public Collection<ObservedNetwork> networks() {
        return List.copyOf(host.networks.values());
    }

    /** The signals that a container was sent, as {@code HUP}. */
    public List<String> signals(String container) {
        return List.copyOf(host.container(container).signals);
    }

    /** Every call that has ended, in the order in which they ended. */
    public List<CallRecord> calls() {
        return journal.calls();
    }

    /** Every action that has succeeded, in the order in which they ended. */
    public List<Action> actions() {
        return journal.actions();
    }

    /** How many actions were under way at once, at most. */
    public int mostActionsAtOnce() {
        return journal.mostActionsAtOnce();
    }

    /** Every event so far, those of strangers' containers too. */
    public List<ContainerEvent> events() {
        return List.copyOf(host.events);
    }

    public VirtualClock clock() {
        return host.clock;
    }

    Host host() {
        return host;
    }

    Processes processes() {
        return processes;
    }

    // --- the SPI ---

    @Override
    public EngineInfo ping() {
        return call(
                new Call(Verb.PING, Set.of(), Optional.empty()),
                () -> new EngineInfo("fake://memory", "Docker", "20.10.24", host.apiVersion));
    }

    @Override
    public ObservedState observe(ObserveRequest request) {
        return call(new Call(Verb.OBSERVE, Set.of(request.project()), Optional.empty()), () -> new Observation(host)
                .observe(request));
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
            pause(host, test.timeout());
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
            List<String> log = host.container(container).log;
            return List.copyOf(log.subList(Math.max(0, log.size() - lines), log.size()));
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
        pause(host, before);
        List<Fault> met = faults.of(call);
        Runnable another = () -> {
            T unused = effect.get();
        };
        met.forEach(fault -> fault.before(call, another));
        troubles.check(call);
        T answer = effect.get();
        met.forEach(fault -> fault.after(call));
        pause(host, cost.minus(before));
        return answer;
    }

    /** Waits until the calling thread is interrupted. */
    static void hang(Host host) {
        try {
            host.clock.mailbox().take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.INTERRUPTED, "the calling thread was interrupted", "", e);
        }
    }

    /** Lets virtual time pass in a call, as the engine's work does. */
    static void pause(Host host, Duration time) {
        try {
            host.clock.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(Kind.INTERRUPTED, "the calling thread was interrupted", "", e);
        }
    }
}
