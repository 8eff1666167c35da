package io.homelabhub.testkit.engine;

import io.homelabhub.api.Api;
import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.DelegatingEngine;
import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineProvider;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.observed.ObservedVolume;
import io.homelabhub.plan.Action;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.spelling.ImageName;
import io.homelabhub.testkit.time.VirtualClock;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

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
@Api(Api.Status.PROVISIONAL)
public final class FakeEngine extends DelegatingEngine {
    private final HostCalls calls;
    private final Host host;

    /** An empty host whose ids, timings and order of events follow from {@code seed}. */
    public FakeEngine(VirtualClock clock, long seed) {
        this(new HostCalls(clock, seed));
    }

    private FakeEngine(HostCalls calls) {
        super(calls);
        this.calls = calls;
        host = calls.host;
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

    /** What the processes of an image do: of the newest that its registry or its source gives. */
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
        return calls.registry;
    }

    /** These images are there and need no pull. */
    public FakeEngine has(String... references) {
        List.of(references).forEach(calls.images::have);
        return this;
    }

    /** Nothing is at or below this path of the host. Until then every path is there that somebody asks for. */
    public FakeEngine lacksPath(String path) {
        host.absentPaths.add(Path.of(path));
        return this;
    }

    /**
     * Somebody edits what this image is built from: the next build gives another image. What its processes do can be said anew,
     * as for {@link FakeRegistry#publishes}.
     */
    public FakeEngine edited(String reference) {
        String canonical = ImageName.canonical(reference);
        host.edits.merge(canonical, 1, Integer::sum);
        host.imageBehavesAnew(canonical);
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
        action.accept(new Actions(host, calls.processes, calls.images, ActionProgress.NONE));
        return this;
    }

    /** Makes containers as this engine does. Default: as Docker up to 28. */
    public FakeEngine like(EngineProfile profile) {
        host.profile = profile;
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

    /** Where the engine says that it was reached. Default: {@code fake://memory}, which is no place of this machine. */
    public FakeEngine reachedAt(String endpoint) {
        host.endpoint = endpoint;
        return this;
    }

    /** Something goes wrong with these calls: {@code engine.on(start("postgres")).fails(CONFLICT, times(1))}. */
    public FaultScript on(Calls calls) {
        return new FaultScript(host, this.calls.faults, calls);
    }

    /** Calls fail, hang and lose their answers by chance. */
    public FakeEngine meeting(RandomFaults random) {
        calls.faults.random(random.on(host));
        return this;
    }

    /** The host is befallen by chance, from now on. */
    public FakeEngine meeting(RandomTroubles random) {
        random.on(host, calls.troubles);
        return this;
    }

    /** Nothing goes wrong with calls and events from now on, whatever was scripted. */
    public FakeEngine meetingNoMoreFaults() {
        calls.faults.clear();
        host.eventFaults = EventFaults.NONE;
        return this;
    }

    /** What befalls the host as a whole, or a container of it. */
    public Troubles troubles() {
        return calls.troubles;
    }

    /** The scripted faults that have not happened, or not often enough; a test that meant them has missed its aim. */
    public List<String> faultsThatDidNotHappen() {
        return calls.faults.missing();
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

    /** The names of the containers, sorted, to which the engine's name server leads who asks for {@code name} in a network. */
    public List<String> answering(String network, String name) {
        return host.containers.values().stream()
                .filter(container -> container.isFoundIn(network, name))
                .map(container -> container.name)
                .sorted()
                .toList();
    }

    /** The process of a container writes lines to its output now. */
    public FakeEngine writes(String container, String... lines) {
        FakeContainer found = host.container(container);
        List.of(lines).forEach(line -> found.log.write(host.clock.now(), line));
        return this;
    }

    /** The signals that a container was sent, as {@code HUP}. */
    public List<String> signals(String container) {
        return List.copyOf(host.container(container).signals);
    }

    /** Every call that has ended, in the order in which they ended. */
    public List<CallRecord> calls() {
        return calls.journal.calls();
    }

    /** Every action that has succeeded, in the order in which they ended. */
    public List<Action> actions() {
        return calls.journal.actions();
    }

    /** How many actions were under way at once, at most. */
    public int mostActionsAtOnce() {
        return calls.journal.mostActionsAtOnce();
    }

    /** Every event so far, those of strangers' containers too. */
    public List<ContainerEvent> events() {
        return List.copyOf(host.events);
    }

    public VirtualClock clock() {
        return host.clock;
    }

    Host state() {
        return host;
    }

    Processes processes() {
        return calls.processes;
    }
}
