package io.homelabhub.run;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.plan.Action;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Which failed actions are worth another try, and after what pause. */
final class RetryPolicy {
    private static final int ATTEMPTS = 5;
    private static final Set<Kind> PULL_PASSES = Set.of(Kind.BUSY, Kind.UNREACHABLE, Kind.TIMED_OUT);
    private static final Set<Kind> LOST_ANSWER = Set.of(Kind.UNREACHABLE, Kind.TIMED_OUT);

    private RetryPolicy() {}

    /**
     * How long to wait before the next attempt: 1, 2, 4, 8 s for pulls, half of that for others, then no more. Only a pull
     * is tried again after the host's refusal; anything else only after a lost answer, and not what would do harm twice (a
     * signal) or is too dear to repeat unasked (a build).
     *
     * @param attempt how many were made, 1 and up
     * @return empty if the failure is final
     */
    static Optional<Duration> pauseAfter(Action action, int attempt, RuntimeException failure) {
        boolean passes =
                failure instanceof EngineException engine && kinds(action).contains(engine.kind());
        if (!passes || attempt >= ATTEMPTS) {
            return Optional.empty();
        }
        long first = action instanceof Action.PullImage ? 1000 : 500;
        return Optional.of(Duration.ofMillis(first << (attempt - 1)));
    }

    private static Set<Kind> kinds(Action action) {
        if (action instanceof Action.PullImage) {
            return PULL_PASSES;
        }
        boolean once = action instanceof Action.SignalContainer || action instanceof Action.BuildImage;
        return once ? Set.of() : LOST_ANSWER;
    }
}
