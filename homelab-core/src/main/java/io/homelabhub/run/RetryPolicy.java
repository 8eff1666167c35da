package io.homelabhub.run;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineException.Kind;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Verb;
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
        long first = action.does(Verb.PULL) ? 1000 : 500;
        return Duration.ofMillis(first << Math.min(attempt - 1, DOUBLINGS));
    }

    private static int attempts(Action action, Kind kind) {
        return switch (action.verb()) {
            case PULL -> pullAttempts(kind);
            case SIGNAL, RUN, BUILD, PUSH -> 1;
            case TAG, CREATE, START, STOP, REMOVE, RENAME, UPDATE, PAUSE, UNPAUSE, CONNECT, DISCONNECT, RECONNECT ->
                LOST_ANSWER.contains(kind) ? ATTEMPTS : 1;
        };
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
