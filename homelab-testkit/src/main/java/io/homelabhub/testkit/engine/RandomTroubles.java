package io.homelabhub.testkit.engine;

import io.homelabhub.testkit.time.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What befalls a host by chance: containers that die, flap or are removed, an engine that is away or starts anew, a full disk,
 * events that get lost, a wall clock that jumps.
 *
 * @param seed equal seeds draw equal troubles at equal times
 * @param count how many there are, 0 and up
 * @param within each begins within this time from now; more than zero
 */
public record RandomTroubles(long seed, int count, Duration within) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration RESTART = Duration.ofSeconds(11);
    private static final double SPOILT = 0.3;

    public RandomTroubles {
        if (count < 0 || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException(
                    "count is " + count + ", within is " + within + "; give 0 or more and more than zero");
        }
    }

    void on(Host host, Troubles troubles) {
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            Duration at = upTo(within, random);
            Runnable trouble = draw(host, troubles, random);
            VirtualClock.Timer unused = host.clock.after(at, trouble);
        }
    }

    private static Duration upTo(Duration most, Random random) {
        return Duration.ofMillis(random.nextInt(Math.toIntExact(most.toMillis())));
    }

    private static Runnable draw(Host host, Troubles troubles, Random random) {
        int which = random.nextInt();
        Duration time = upTo(Duration.ofSeconds(20), random);
        return switch (random.nextInt(10)) {
            case 0 -> () -> container(host, which).ifPresent(one -> troubles.dies(one.id, 137));
            case 1 -> () -> container(host, which).ifPresent(one -> troubles.isRemoved(one.id));
            case 2 -> () -> container(host, which).ifPresent(one -> flap(host, one, time));
            case 3 -> () -> awayFor(time, host, troubles);
            case 4 -> () -> troubles.engineRestarts(RESTART);
            case 9 -> () -> troubles.engineIsShutDown(RESTART);
            case 5 -> () -> fullFor(time, host, troubles);
            case 6 -> troubles::eventsBreakOff;
            case 7 -> () -> troubles.eventsAre(new EventFaults(SPOILT, SPOILT, SPOILT));
            default -> () -> host.clock.jump(which % 2 == 0 ? HOUR : HOUR.negated());
        };
    }

    private static Optional<FakeContainer> container(Host host, int which) {
        List<FakeContainer> all = List.copyOf(host.containers.values());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(Math.floorMod(which, all.size())));
    }

    private static void flap(Host host, FakeContainer container, Duration time) {
        Duration running = host.clock.elapsed().minus(container.startedElapsed);
        host.behaviour(container).unhealthyBetween(running, running.plus(time));
    }

    private static void awayFor(Duration time, Host host, Troubles troubles) {
        troubles.engineIsUnreachable();
        VirtualClock.Timer unused = host.clock.after(time, troubles::engineIsReachable);
    }

    private static void fullFor(Duration time, Host host, Troubles troubles) {
        troubles.diskIsFull();
        VirtualClock.Timer unused = host.clock.after(time, troubles::diskHasRoom);
    }
}
