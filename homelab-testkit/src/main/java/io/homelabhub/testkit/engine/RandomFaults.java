package io.homelabhub.testkit.engine;

import io.homelabhub.engine.EngineException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Faults drawn with a seed.
 *
 * @param seed equal seeds meet equal calls with equal faults
 * @param share how many of the calls meet one, 0 to 1
 */
public record RandomFaults(long seed, double share) {
    private static final List<Kind> REFUSALS =
            List.of(Kind.CONFLICT, Kind.REJECTED, Kind.OTHER, Kind.BUSY, Kind.NO_SPACE, Kind.UNREACHABLE);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    Faults.FaultSource on(Host host) {
        Random random = new Random(seed);
        return call -> random.nextDouble() < share ? draw(host, random) : Fault.NONE;
    }

    private static Fault draw(Host host, Random random) {
        Kind refusal = REFUSALS.get(random.nextInt(REFUSALS.size()));
        Duration delay = Duration.ofMillis(random.nextInt(3000));
        return switch (random.nextInt(4)) {
            case 0 -> refused(refusal);
            case 1 -> answerLost();
            case 2 -> slow(host, delay);
            default -> late(host, delay);
        };
    }

    private static Fault.Before refused(Kind kind) {
        return (call, effect) -> {
            throw FaultScript.failure(kind, call);
        };
    }

    private static Fault.After answerLost() {
        return call -> {
            throw FaultScript.failure(Kind.UNREACHABLE, call);
        };
    }

    private static Fault.Before slow(Host host, Duration delay) {
        return (call, effect) -> host.pause(delay);
    }

    private static Fault.Before late(Host host, Duration delay) {
        return (call, effect) -> {
            host.clock.after(PATIENCE.plus(delay), () -> FaultScript.happenLate(host, effect));
            host.pause(PATIENCE);
            throw FaultScript.failure(Kind.TIMED_OUT, call);
        };
    }
}
