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
    private static final int DOUBLINGS = 3;
    private static final Set<Kind> LOST_ANSWER = Set.of(Kind.UNREACHABLE, Kind.TIMED_OUT);

    private RetryPolicy() {}

    /**
     * How long to wait before the next attempt: 1, 2, 4, 8 s for pulls, half of that for others. Only a pull is tried again
     * after a refusal that may pass; anything else only after a lost answer, and not what would do harm twice (a signal, a hook)
     * or is too dear to repeat unasked (a build). What an engine that answers nobody did not answer is tried until the
     * engine has been away for too long, and from then on nothing is.
     *
     * @param attempt how many were made, 1 and up
     * @param silence how long the engine has not answered anybody; zero if it has answered others meanwhile
     * @return empty if the failure is final
     */
    static Optional<Duration> pauseAfter(Action action, int attempt, RuntimeException failure, Duration silence) {
        Kind kind = failure instanceof EngineException engine ? engine.kind() : Kind.REJECTED;
        int attempts = attempts(action, kind);
        boolean away = kind == Kind.UNREACHABLE && !silence.isZero() && attempts > 1;
        boolean again = away ? silence.compareTo(ReadinessWait.LONGEST_SILENCE) < 0 : attempt < attempts;
        return again ? Optional.of(pause(action, attempt)) : Optional.empty();
    }

    private static Duration pause(Action action, int attempt) {
        long first = action instanceof Action.PullImage ? 1000 : 500;
        return Duration.ofMillis(first << Math.min(attempt - 1, DOUBLINGS));
    }

    private static int attempts(Action action, Kind kind) {
        if (action instanceof Action.PullImage) {
            return pullAttempts(kind);
        }
        boolean once = action instanceof Action.SignalContainer
                || action instanceof Action.RunHook
                || action instanceof Action.BuildImage
                || action instanceof Action.PushImage;
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
