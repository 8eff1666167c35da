package io.homelabhub.run;

import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ends a run before its steps have ended, as it is cancelled or its time is up. On the coordinator's thread. */
final class EarlyEnd {
    /** How long interrupted calls have to come back before the run ends without them. */
    private static final Duration LAST_GRACE = Duration.ofSeconds(2);

    /** How much longer a run whose time is up may take to remove what has been replaced. */
    private static final Duration TIDYING_UP = Duration.ofSeconds(30);

    private final RunContext run;
    private final Ledger ledger;
    private final Map<Integer, RunningStep> running;
    private final LastLook lastLook;
    private final Set<Integer> forGood;
    private final Set<Integer> outOfTime = new HashSet<>();
    private boolean cancelled;
    private boolean timedOut;
    private boolean stopped;
    private boolean abandoned;

    /**
     * @param running the steps under way; changes
     * @param forGood the steps that are held back until the last look; changes
     */
    EarlyEnd(
            RunContext run, Ledger ledger, Map<Integer, RunningStep> running, LastLook lastLook, Set<Integer> forGood) {
        this.run = run;
        this.ledger = ledger;
        this.running = running;
        this.lastLook = lastLook;
        this.forGood = forGood;
    }

    /**
     * The run is asked to end. Once every step has ended, and has been seen to last, there is nothing to give up: what is being
     * taken back still is, unless it is to end now.
     *
     * @param rollback null before it has begun
     */
    void cancel(Cancellation.Level level, @Nullable Rollback rollback) {
        boolean now = level == Cancellation.Level.NOW;
        if (!cancelled && (now || !ledger.isSettled() || !lastLook.isPassed())) {
            cancelled = true;
            lastLook.hurry();
            endAllBut(commits(), RunningStep::cancel);
        }
        if (now) {
            stopped = true;
            String reason = "a second request to stop";
            endAllBut(Set.of(), step -> step.interrupt(reason));
            if (rollback != null) {
                rollback.stop(reason);
            }
            EventLoop.Timer unused = abandonSoon();
        }
    }

    /** There is no time left, for settling neither. */
    void timeIsUp(Duration limit) {
        timedOut = !ledger.isSettledBut(forGood);
        lastLook.hurry();
        String reason = "the run's limit of " + TimeText.exact(limit);
        Set<Integer> kept = commits();
        running.keySet().stream().filter(id -> !kept.contains(id)).forEach(outOfTime::add);
        endAllBut(kept, step -> step.interrupt(reason));
        run.loop().after(TIDYING_UP, () -> {
            endAllBut(Set.of(), step -> step.interrupt(reason));
            run.loop().after(LAST_GRACE, () -> abandoned |= !ledger.isSettled());
        });
    }

    private Set<Integer> commits() {
        return Commits.unfinished(run.plan(), ledger, Set.of());
    }

    /** What has not begun never will, and what is under way is to {@code end}, but for those in {@code kept}. */
    private void endAllBut(Set<Integer> kept, Consumer<RunningStep> end) {
        ledger.drop(new Outcome.Cancelled(), kept).forEach(step -> {
            running.remove(step.id());
            run.announcer().skipped(step, 0);
        });
        new LinkedHashMap<>(running).forEach((id, step) -> {
            if (!kept.contains(id)) {
                end.accept(step);
            }
        });
    }

    /** Ends the run after a moment, whatever is under way, unless the timer is cancelled. */
    EventLoop.Timer abandonSoon() {
        return run.loop().after(LAST_GRACE, () -> abandoned = true);
    }

    /** Whether it was cancelled before every step had ended. */
    boolean isCancelled() {
        return cancelled;
    }

    /** Whether its time was up before every step had ended. */
    boolean isTimedOut() {
        return timedOut;
    }

    /** Whether it is to end at once. */
    boolean isStopped() {
        return stopped;
    }

    /** Whether nobody waits for it any more. */
    boolean isAbandoned() {
        return abandoned;
    }

    /** The ids of the steps that failed only because the time was up. */
    Set<Integer> outOfTime() {
        return outOfTime;
    }
}
