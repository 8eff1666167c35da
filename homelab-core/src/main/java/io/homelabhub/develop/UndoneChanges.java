package io.homelabhub.develop;

import io.homelabhub.engine.EngineException;
import io.homelabhub.session.LockedException;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What could not be done for changes as an engine was gone or busy, or as files could not be read: it is done with the next ones, the former by itself too.
 * That it still cannot be done is told once. What was refused is let go: it would keep every other change from being carried.
 */
final class UndoneChanges {
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Timing timing;
    private final Map<WatchRule, Changes> changes = new HashMap<>();
    private final Map<WatchRule, String> told = new HashMap<>();
    private Optional<Duration> again = Optional.empty();

    UndoneChanges(Timing timing) {
        this.timing = timing;
    }

    /** What is left of a rule, as it is after newer changes. */
    Changes then(WatchRule rule, Changes newer) {
        return changes.getOrDefault(rule, Changes.NONE).then(newer);
    }

    /** Something is about to be done for all that is left of a rule. */
    void begin(WatchRule rule) {
        changes.remove(rule);
    }

    /** It was done. */
    void end(WatchRule rule) {
        if (!changes.containsKey(rule)) {
            told.remove(rule);
        }
    }

    /**
     * It could not be done.
     *
     * @return whether that is news
     */
    boolean keep(WatchRule rule, Changes undone, Exception failure) {
        if (!isPassing(failure) && !(failure instanceof UnreadableFilesException)) {
            told.remove(rule);
            return true;
        }
        changes.merge(rule, undone, Changes::then);
        if (isPassing(failure)) {
            again = Optional.of(timing.elapsed().plus(AGAIN));
        }
        String problem = String.valueOf(failure.getMessage());
        return !problem.equals(told.put(rule, problem));
    }

    /** Whether what stood in the way goes by itself. */
    private static boolean isPassing(Exception failure) {
        if (failure instanceof EngineException engine) {
            return switch (engine.kind()) {
                case UNREACHABLE, TIMED_OUT, CONFLICT -> true;
                default -> false;
            };
        }
        return failure instanceof LockedException;
    }

    /** How long to wait for changes: not beyond the next attempt. */
    Duration atMost(Duration within) {
        return again.map(at -> at.minus(timing.elapsed()))
                .map(left -> left.isNegative() ? Duration.ZERO : left)
                .filter(left -> left.compareTo(within) < 0)
                .orElse(within);
    }

    /** Whether it is time for the next attempt; it is told so once. */
    boolean isDue() {
        boolean due = again.filter(at -> at.compareTo(timing.elapsed()) <= 0).isPresent();
        again = due ? Optional.empty() : again;
        return due;
    }
}
