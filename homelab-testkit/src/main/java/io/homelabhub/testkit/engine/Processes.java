package io.homelabhub.testkit.engine;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.engine.HealthCheck;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.Health;
import io.homelabhub.observed.ObservedNetwork;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.testkit.time.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Starts and ends processes, and lets the virtual clock bring what follows from it: their own ends, restarts after the
 * back-off, and the engine's health checks.
 */
final class Processes {
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);
    /** Who ran this long starts with the first back-off again (moby, {@code restartmanager}). */
    private static final Duration RAN_WELL = Duration.ofSeconds(10);

    private static final int STALE_HEALTH_MILLIS = 40;
    private static final int KILLED = 137;

    private final Host host;

    Processes(Host host) {
        this.host = host;
    }

    /** Starts a container that has no process. If that fails it stays as it is, with the error in its state. */
    void start(FakeContainer container) {
        try {
            attach(container);
            container.ports = host.ports.take(container);
        } catch (EngineException e) {
            container.error = String.valueOf(e.getMessage());
            container.exitCode = 128;
            release(container);
            throw e;
        }
        begin(container);
    }

    private void attach(FakeContainer container) {
        Neighbours.require(host, container);
        container.endpoints.replaceAll((name, endpoint) -> {
            ObservedNetwork network = host.network(name)
                    .filter(found -> endpoint.networkId().isEmpty()
                            || endpoint.networkId().equals(found.id()))
                    .orElseThrow(() -> new EngineException(
                            Kind.NOT_FOUND, "network " + orElse(endpoint.networkId(), name) + " not found"));
            return new FakeContainer.Endpoint(
                    network.id(),
                    host.ids.next(),
                    endpoint.settings(),
                    host.addresses.take(network, endpoint.settings()));
        });
    }

    private static String orElse(String text, String other) {
        return text.isEmpty() ? other : text;
    }

    private void begin(FakeContainer container) {
        container.run++;
        container.whenResumed = () -> {};
        container.state = ContainerState.RUNNING;
        container.startedAt = host.clock.now();
        container.startedElapsed = host.clock.elapsed();
        container.exitCode = 0;
        container.outOfMemory = false;
        container.stopAsked = false;
        container.error = "";
        Behaviour behaviour = host.behaviour(container);
        behaviour.logs().forEach(line -> container.log.write(host.clock.now(), line));
        host.tell(ContainerEvent.Kind.START, container);
        beginHealth(container);
        behaviour.ticks().ifPresent(tick -> writeAgain(container, container.run, tick));
        behaviour.childLost().ifPresent(time -> loseChildAfter(time, container, container.run));
        behaviour
                .ownEnd(container.run)
                .ifPresent(end -> container.ending = host.clock.after(end.after(), () -> endByItself(container, end)));
    }

    private void writeAgain(FakeContainer container, int run, Behaviour.Tick tick) {
        VirtualClock.Timer unused = host.clock.after(tick.every(), () -> {
            if (container.run == run && container.isUp()) {
                container.log.write(host.clock.now(), tick.line());
                writeAgain(container, run, tick);
            }
        });
    }

    private void loseChildAfter(Duration time, FakeContainer container, int run) {
        VirtualClock.Timer unused = host.clock.after(time, () -> {
            if (container.run == run && container.isUp()) {
                container.outOfMemory = true;
                host.tell(ContainerEvent.Kind.OOM, container);
            }
        });
    }

    private void endByItself(FakeContainer container, Behaviour.OwnEnd end) {
        if (container.state == ContainerState.PAUSED) {
            container.whenResumed = () -> endByItself(container, end);
            return;
        }
        if (end.outOfMemory()) {
            container.outOfMemory = true;
            host.tell(ContainerEvent.Kind.OOM, container);
        }
        exit(container, end.code());
    }

    /** Lets a container that was paused do what was due meanwhile. */
    void goOn(FakeContainer container) {
        Runnable due = container.whenResumed;
        container.whenResumed = () -> {};
        due.run();
    }

    /** What the process comes to if nobody asked for it: the restart policy decides what follows. */
    void exit(FakeContainer container, int code) {
        end(container, code);
        host.tell(ContainerEvent.Kind.DIE, container, Optional.of(code));
        if (restarts(container, code)) {
            backOff(container);
        }
    }

    /** Ends the process because somebody asked for it; {@code stop} and {@code die} are told in either order. */
    void stopped(FakeContainer container, int code) {
        end(container, code);
        boolean stopFirst = host.random.nextBoolean();
        if (stopFirst) {
            host.tell(ContainerEvent.Kind.STOP, container);
        }
        host.tell(ContainerEvent.Kind.DIE, container, Optional.of(code));
        if (!stopFirst) {
            host.tell(ContainerEvent.Kind.STOP, container);
        }
    }

    /** A stop during back-off: there is no process, so nothing dies. */
    void stopBackOff(FakeContainer container) {
        container.cancelTimers();
        container.state = ContainerState.EXITED;
        host.tell(ContainerEvent.Kind.STOP, container);
    }

    void kill(FakeContainer container) {
        container.stopAsked = true;
        end(container, KILLED);
        host.tell(ContainerEvent.Kind.DIE, container, Optional.of(KILLED));
    }

    private void end(FakeContainer container, int code) {
        container.cancelTimers();
        container.state = ContainerState.EXITED;
        container.exitCode = code;
        container.finishedAt = host.clock.now();
        container.log.endAttached(code);
        container.log.end(Optional.empty());
        container.sessions.forEach(session -> session.kill(KILLED));
        container.sessions.clear();
        release(container);
        if (container.healthTest().isPresent()) {
            container.staleHealth = Optional.of(container.health);
            container.health = Health.UNHEALTHY;
            clearStaleHealthSoon(container);
        }
    }

    /** Gives up its ports and its places in networks. */
    void release(FakeContainer container) {
        host.ports.release(container.id);
        container.ports = List.of();
        container.endpoints.replaceAll(
                (name, endpoint) -> new FakeContainer.Endpoint(endpoint.networkId(), "", endpoint.settings(), ""));
    }

    private boolean restarts(FakeContainer container, int code) {
        ApiObject policy = container.hostConfig.object("RestartPolicy");
        if (container.stopAsked) {
            return false;
        }
        return switch (policy.string("Name").orElse("")) {
            case "always", "unless-stopped" -> true;
            case "on-failure" ->
                code != 0
                        && (policy.number("MaximumRetryCount") == 0
                                || container.restarts < policy.number("MaximumRetryCount"));
            default -> false;
        };
    }

    private void backOff(FakeContainer container) {
        container.restarts++;
        container.state = ContainerState.RESTARTING;
        boolean ranWell = running(container).compareTo(RAN_WELL) >= 0;
        Duration doubled = container.backOff.multipliedBy(2);
        container.backOff = ranWell || doubled.isZero() ? FIRST_BACK_OFF : shorter(doubled, LONGEST_BACK_OFF);
        container.ending = host.clock.after(container.backOff, () -> restart(container));
    }

    private void restart(FakeContainer container) {
        container.state = ContainerState.EXITED;
        try {
            start(container);
        } catch (EngineException e) {
            container.health = Health.UNHEALTHY;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Duration running(FakeContainer container) {
        return host.clock.elapsed().minus(container.startedElapsed);
    }

    private void beginHealth(FakeContainer container) {
        container.failingStreak = 0;
        container.healthTest().ifPresent(test -> {
            if (container.run > 1) {
                clearStaleHealthSoon(container);
                container.staleHealth = Optional.of(container.toldHealth());
            }
            container.health = Health.STARTING;
            nextCheck(container, test);
        });
    }

    /** The status from before is told for a moment longer: a reader can see it beside the new state. */
    private void clearStaleHealthSoon(FakeContainer container) {
        Duration moment = Duration.ofMillis(host.random.nextInt(STALE_HEALTH_MILLIS));
        var unused = host.clock.after(moment, () -> container.staleHealth = Optional.empty());
    }

    private void nextCheck(FakeContainer container, HealthTest test) {
        boolean healthy = container.health == Health.HEALTHY;
        Duration delay = test.untilNext(running(container), healthy, host.startIntervalHonoured());
        container.checking = host.clock.after(delay, () -> check(container, test));
    }

    private void check(FakeContainer container, HealthTest test) {
        Behaviour behaviour = host.behaviour(container);
        if (behaviour.probeHangs()) {
            container.checking = host.clock.after(test.timeout(), () -> concluded(container, test, timedOut(test)));
        } else {
            concluded(container, test, behaviour.probe(running(container), test.command()));
        }
    }

    private static ProbeResult timedOut(HealthTest test) {
        return new ProbeResult(ProbeResult.Verdict.TIMED_OUT, "Health check exceeded timeout (" + test.timeout() + ")");
    }

    private static int exitCode(ProbeResult.Verdict verdict) {
        return switch (verdict) {
            case PASSED -> 0;
            case TIMED_OUT -> -1;
            default -> 1;
        };
    }

    private void concluded(FakeContainer container, HealthTest test, ProbeResult result) {
        container.staleHealth = Optional.empty();
        container.healthCheckedAt = host.clock.now();
        container.keepHealthCheck(new HealthCheck(exitCode(result.verdict()), result.output()));
        if (result.verdict() == ProbeResult.Verdict.PASSED) {
            container.failingStreak = 0;
            turn(container, Health.HEALTHY, ContainerEvent.Kind.HEALTHY);
        } else if (container.health != Health.STARTING || !test.forgives(running(container))) {
            container.failingStreak++;
            if (container.failingStreak >= test.retries()) {
                turn(container, Health.UNHEALTHY, ContainerEvent.Kind.UNHEALTHY);
            }
        }
        nextCheck(container, test);
    }

    private void turn(FakeContainer container, Health health, ContainerEvent.Kind event) {
        if (container.health != health) {
            container.health = health;
            host.tell(event, container);
        }
    }
}
