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
    private static final Set<Kind> LOST_ANSWER = Set.of(Kind.UNREACHABLE, Kind.TIMED_OUT);

    private RetryPolicy() {}

    /**
     * How long to wait before the next attempt: 1, 2, 4, 8 s for pulls, half of that for others. Only a pull is tried again
     * after a refusal that may pass; anything else only after a lost answer, and not what would do harm twice (a signal)
     * or is too dear to repeat unasked (a build).
     *
     * @param attempt how many were made, 1 and up
     * @return empty if the failure is final
     */
    static Optional<Duration> pauseAfter(Action action, int attempt, RuntimeException failure) {
        boolean pull = action instanceof Action.PullImage;
        int attempts = failure instanceof EngineException engine ? attempts(action, engine.kind()) : 1;
        return attempt < attempts
                ? Optional.of(Duration.ofMillis((pull ? 1000L : 500L) << (attempt - 1)))
                : Optional.empty();
    }

    private static int attempts(Action action, Kind kind) {
        if (action instanceof Action.PullImage) {
            return pullAttempts(kind);
        }
        boolean once = action instanceof Action.SignalContainer || action instanceof Action.BuildImage;
        return !once && LOST_ANSWER.contains(kind) ? ATTEMPTS : 1;
    }

    /** A pull that timed out has taken minutes already; an unnamed failure may be a network that hiccups, or not. */
    private static int pullAttempts(Kind kind) {
        return switch (kind) {
            case BUSY, UNREACHABLE -> ATTEMPTS;
            case OTHER -> 3;
            case TIMED_OUT -> 2;
            default -> 1;
        };
    }
}
