package io.homelabhub.testkit.engine;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.testkit.time.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What befalls the fake host as a whole, or a container of it. Each happens at once; put it on the clock for later. */
public final class Troubles {
    private static final Set<Verb> NEED_SPACE =
            Set.of(Verb.PULL_IMAGE, Verb.BUILD_IMAGE, Verb.CREATE_CONTAINER, Verb.CREATE_VOLUME, Verb.START_CONTAINER);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final Set<String> STARTED_ANEW = Set.of("always", "unless-stopped");

    private final Host host;
    private final Processes processes;
    /** What an engine that does not start for want of room will do. */
    private Optional<Runnable> comeBack = Optional.empty();

    Troubles(Host host, Processes processes) {
        this.host = host;
        this.processes = processes;
    }

    /** A container's process ends, as if by itself. Nothing happens if it has none. */
    public void dies(String container, int exitCode) {
        host.find(container).filter(FakeContainer::isUp).ifPresent(running -> processes.exit(running, exitCode));
    }

    /** Somebody stops a container by hand. */
    public void isStopped(String container) {
        host.find(container).ifPresent(this::stop);
    }

    /** Somebody restarts a container by hand, which takes no time. */
    public void isRestarted(String container) {
        host.find(container).filter(FakeContainer::isUp).ifPresent(found -> {
            stop(found);
            startAnew(found);
        });
    }

    /** Somebody takes a container off a network by hand. Nothing happens if it is not in it. */
    public void isTakenOff(String container, String network) {
        host.find(container).ifPresent(found -> found.endpoints.remove(network));
    }

    /** Somebody removes a container by hand. */
    public void isRemoved(String container) {
        host.find(container).ifPresent(found -> {
            if (found.isUp()) {
                processes.kill(found);
            }
            found.cancelTimers();
            host.containers.remove(found.id);
            host.tell(ContainerEvent.Kind.DESTROY, found);
        });
    }

    /** A program outside of the engine takes a port of the host. */
    public void portIsTaken(int port) {
        host.ports.takenByStranger(port, "tcp");
    }

    /** The program outside of the engine has gone. */
    public void portIsFree(int port) {
        host.ports.givenUpByStranger(port);
    }

    /** The clock of the host is ahead of everybody else's by {@code ahead}, or behind by a negative one. */
    public void clockIsAhead(Duration ahead) {
        host.ahead = ahead;
    }

    /** No room is left: nothing more can be pulled, built, created or started. */
    public void diskIsFull() {
        host.diskIsFull = true;
    }

    /** There is room again; an engine that could not start for want of it starts now. */
    public void diskHasRoom() {
        host.diskIsFull = false;
        comeBack.ifPresent(Runnable::run);
        comeBack = Optional.empty();
    }

    /**
     * A network keeps the place of a container that is gone, as Docker 20.10 does now and then after removals by force: it
     * cannot be removed, though nothing is in it, until the engine is started anew. Nothing happens if it is not there.
     */
    public void placeIsLeftIn(String network) {
        host.network(network).ifPresent(found -> host.placesLeft.add(found.id()));
    }

    /** From now on events get lost, come twice or come late. */
    public void eventsAre(EventFaults faults) {
        host.eventFaults = faults;
    }

    /** The connection on which events are told breaks for a moment: watches hear of the gap and go on. */
    public void eventsBreakOff() {
        ContainerEvent gap = new ContainerEvent(ContainerEvent.Kind.GAP, "", "", Optional.empty(), host.clock.now());
        host.watches.forEach(watch -> watch.tell(gap, Map.of()));
    }

    /** Nobody answers any more, though everything on the host goes on. */
    public void engineIsUnreachable() {
        host.isDown = true;
    }

    public void engineIsReachable() {
        host.isDown = false;
    }

    /**
     * The engine itself is killed and started again. Until then nobody answers. What ran is ended without a word; at the
     * restart {@code always} and {@code unless-stopped} start anew, and everything else stays ended with exit code 0. On a
     * full disk it does not start.
     */
    public void engineRestarts(Duration downtime) {
        host.isDown = true;
        List<FakeContainer> ran = host.containers.values().stream()
                .filter(FakeContainer::apiSaysRunning)
                .toList();
        host.containers.values().forEach(container -> container.log.end(Optional.of(brokenOff())));
        host.sessions.forEach(FakeSession::breakOff);
        host.sessions.clear();
        ran.forEach(this::endSilently);
        eventsBreakOff();
        VirtualClock.Timer unused = host.clock.after(downtime, () -> {
            if (host.diskIsFull) {
                comeBack = Optional.of(() -> comesBack(ran));
            } else {
                comesBack(ran);
            }
        });
    }

    /**
     * The engine itself is shut down in an orderly way and started again, as an update of its package does it. It takes no new
     * call at once, stops what runs, tells of each end, and only then the stream of events breaks. At the restart
     * {@code always} and {@code unless-stopped} start anew; everything else stays ended.
     *
     * @param downtime between its end and the restart
     */
    public void engineIsShutDown(Duration downtime) {
        host.isDown = true;
        List<FakeContainer> ran = host.containers.values().stream()
                .filter(FakeContainer::apiSaysRunning)
                .toList();
        Duration longest = Duration.ZERO;
        for (FakeContainer one : ran) {
            Duration needed = stopTime(one);
            longest = longest.compareTo(needed) < 0 ? needed : longest;
            VirtualClock.Timer unused = host.clock.after(needed, () -> stop(one));
        }
        VirtualClock.Timer unusedBreak = host.clock.after(longest.plusMillis(1), this::eventsBreakOff);
        VirtualClock.Timer unusedReturn = host.clock.after(longest.plus(downtime), () -> comesBack(ran));
    }

    private Duration stopTime(FakeContainer container) {
        Duration own = host.behaviour(container).stopTime();
        return own.compareTo(STOP_TIMEOUT) < 0 ? own : STOP_TIMEOUT;
    }

    private void stop(FakeContainer container) {
        if (container.state == ContainerState.RESTARTING) {
            processes.stopBackOff(container);
        } else if (container.isUp()) {
            container.stopAsked = true;
            processes.stopped(container, host.behaviour(container).stopCode());
        }
    }

    private void comesBack(List<FakeContainer> ran) {
        host.isDown = false;
        host.placesLeft.clear();
        ran.stream().filter(this::isStartedAnew).forEach(this::startAnew);
        eventsBreakOff();
    }

    private void endSilently(FakeContainer container) {
        container.cancelTimers();
        container.state = ContainerState.EXITED;
        container.exitCode = 0;
        container.finishedAt = host.clock.now();
        processes.release(container);
    }

    private boolean isStartedAnew(FakeContainer container) {
        ApiObject policy = container.hostConfig.object("RestartPolicy");
        return host.containers.containsKey(container.id)
                && STARTED_ANEW.contains(policy.string("Name").orElse(""));
    }

    private void startAnew(FakeContainer container) {
        try {
            processes.start(container);
        } catch (EngineException e) {
            // stays ended, with the error in its state
        }
    }

    private static EngineException brokenOff() {
        return new EngineException(Kind.UNREACHABLE, "the connection to fake://memory has broken");
    }

    /** Refuses the call where the state of the host lets nothing else. */
    void check(Call call) {
        if (host.isDown) {
            throw new EngineException(Kind.UNREACHABLE, "cannot connect to fake://memory: is the engine running?");
        }
        if (host.diskIsFull && NEED_SPACE.contains(call.verb())) {
            throw new EngineException(Kind.NO_SPACE, call.verb() + ": no space left on device");
        }
    }
}
