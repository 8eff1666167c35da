package io.homelabhub.run;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Step;
import io.homelabhub.run.EngineCalls.Job;
import io.homelabhub.run.EngineCalls.Lane;
import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One container that a run vouches for, from when it was ready to the end of the run. On the coordinator's thread. */
final class Watched {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** All that are watched together. */
    interface Round {
        /** One is not what it was any more, and why. */
        void fell(Step step, RuntimeException failure);

        /** Of one nobody knew for a moment whether it still is what it was, and now it is known. */
        void sure();

        /** When all of them have settled as far as is known, on the run's clock: the last look is one look at all. */
        Duration settledAt();
    }

    private final RunContext run;
    private final Step step;
    private final boolean startedByRun;
    private final Map<String, Integer> exitCodes;
    private final Round round;
    private Await await;
    private Household household = Household.UNKNOWN;
    private @Nullable Vigil vigil;
    private @Nullable ReadinessWait wait;
    private EventLoop.@Nullable Timer timer;
    private Duration settledAt = Duration.ZERO;
    private @Nullable Duration unanswered;
    private boolean looking;
    private boolean lookAgain;
    private boolean wanted;
    private boolean hurried;
    private boolean onProbation;
    private boolean seenWell;
    private boolean inDoubt;
    private boolean over;
    private @Nullable ContainerStatus lastSeen;

    /**
     * @param step what is said to have failed if it does not last
     * @param round told once if it does not
     */
    Watched(RunContext run, Step step, Await await, boolean startedByRun, Map<String, Integer> exitCodes, Round round) {
        this.run = run;
        this.step = step;
        this.await = await;
        this.startedByRun = startedByRun;
        this.exitCodes = exitCodes;
        this.round = round;
    }

    private Duration now() {
        return run.loop().timing().elapsed();
    }

    /** Waits until it is well to begin with: what the run leaves as it is may be on its way up, or in a crash loop. */
    void awaitFirst() {
        waitFor(await);
    }

    /** Whether its health test passes is no matter any more, only whether it is up. */
    void settleForUp() {
        if (over || vigil != null) {
            return;
        }
        ReadinessWait open = wait;
        wait = null;
        if (open != null) {
            open.cancel();
        }
        waitFor(await.until(Await.Condition.STARTED));
    }

    private void waitFor(Await what) {
        ReadinessWait begun =
                new ReadinessWait(run, what, new Readiness(what, startedByRun, exitCodes), status -> {}, this::waited);
        wait = begun;
        (household.id().isEmpty() ? begun : begun.of(household.id())).begin();
    }

    private void waited(Outcome outcome) {
        ReadinessWait ended = wait;
        if (outcome instanceof Outcome.Cancelled) {
            return;
        }
        wait = null;
        if (ended != null) {
            ended.lastSeen().ifPresent(status -> lastSeen = status);
        }
        if (outcome instanceof Outcome.Failed failed) {
            fall(failed.failure());
        } else if (outcome instanceof Outcome.Succeeded && ended != null) {
            ended.lastSeen().ifPresent(status -> ready(status, ended.upSince()));
        }
    }

    /**
     * It is ready.
     *
     * @param status as it was when it was last looked at
     * @param upSince since when it is up, on the run's clock
     */
    void ready(ContainerStatus status, Duration upSince) {
        boolean again = vigil != null;
        boolean restarted = again
                || (status.restarts() > 0
                        && Settling.restarts(status)
                                .isUnsteady(run.loop().timing().now()));
        if (!startedByRun
                && Settling.restarts(status).isLooping(run.loop().timing().now())) {
            fall(new NotReadyException(
                    "container " + status.name() + " " + Ends.keepsEnding(status, exitCodes)
                            + ", and it was up when the" + " deploy began",
                    ""));
            return;
        }
        lastSeen = status;
        household = Household.of(status);
        await = await.of(status.name());
        vigil = new Vigil(await, status, startedByRun || again ? 0 : 1, exitCodes);
        onProbation = restarted || await.lasting().settlesWithin().isPresent();
        Duration settling = Settling.of(await, status, restarted);
        boolean steady = !startedByRun && !restarted;
        settledAt = steady ? Duration.ZERO : upSince.plus(settling);
        if (wanted) {
            settle();
        }
        sure();
    }

    /** Looks at it once more, when it has settled. */
    void lookLast() {
        wanted = true;
        seenWell = false;
        if (vigil != null && wait == null && !over) {
            settle();
        }
    }

    /** There is no time left for it to settle. */
    void hurry() {
        hurried = true;
        if (wanted && !seenWell) {
            lookLast();
        }
    }

    private void settle() {
        Duration left = round.settledAt().minus(now());
        if (hurried || left.isNegative() || left.isZero()) {
            look();
        } else {
            lookAfter(left);
        }
    }

    private void lookAfter(Duration pause) {
        stopTimer();
        timer = run.loop().after(pause, this::look);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
        }
    }

    /** An event of some container. */
    void heard(ContainerEvent event) {
        if (wait != null) {
            wait.heard(event);
        } else if (vigil != null && household.isTouchedBy(event)) {
            seenWell = false;
            inDoubt = true;
            look();
        }
    }

    private void sure() {
        if (inDoubt) {
            inDoubt = false;
            round.sure();
        }
    }

    /** Whether something has happened to it, and it has not been seen well again. */
    boolean isInDoubt() {
        return inDoubt && !over;
    }

    private void look() {
        if (over || wait != null) {
            return;
        }
        if (looking) {
            lookAgain = true;
            return;
        }
        stopTimer();
        looking = true;
        run.calls()
                .submit(new Job<>(
                        "last look at " + await.container(),
                        Lane.LOOK,
                        0,
                        () -> true,
                        () -> Sight.of(run.engine(), household.id()),
                        this::saw,
                        this::lookFailed));
    }

    private void lookFailed(RuntimeException failure) {
        looking = false;
        Duration since = unanswered == null ? now() : unanswered;
        unanswered = since;
        if (now().minus(since).compareTo(ReadinessWait.LONGEST_SILENCE) > 0) {
            fall(failure);
        } else {
            lookAfter(PAUSE);
        }
    }

    private void saw(Sight sight) {
        Optional<ContainerStatus> seen = sight.container();
        looking = false;
        unanswered = null;
        if (over || vigil == null) {
            return;
        }
        seen.ifPresent(status -> {
            lastSeen = status;
            await = await.of(status.name());
            run.outage().saw(status, now());
        });
        if (lookAgain) {
            lookAgain = false;
            look();
        } else if (seen.filter(run.outage()::hasEnded).isPresent()) {
            waitFor(await);
        } else {
            Readiness.Verdict verdict =
                    vigil.saw(seen, seen.filter(run.outage()::wasStopped).isPresent());
            judge(
                    wanted && verdict instanceof Readiness.Verdict.Ready
                            ? sight.judged(verdict, await.lasting().networks())
                            : verdict);
        }
    }

    private void judge(Readiness.Verdict verdict) {
        if (verdict instanceof Readiness.Verdict.Ready) {
            sure();
        }
        if (verdict instanceof Readiness.Verdict.Over ended) {
            fall(new NotReadyException(run.masking().apply(ended.problem()), ended.remedy()));
        } else if (verdict instanceof Readiness.Verdict.Pending pending) {
            startedAgain(pending);
        } else if (wanted && now().compareTo(round.settledAt()) >= 0) {
            seenWell = true;
        } else if (wanted && hurried) {
            endOfTime();
        } else if (wanted) {
            settle();
        }
    }

    /** It is up, and there is no time to see whether it stays so: where that was asked for, or it has ended before, nobody can say so. */
    private void endOfTime() {
        if (onProbation && now().compareTo(settledAt) < 0) {
            fall(new NotReadyException(
                    "container " + await.container() + " is up, and the run had to end "
                            + TimeText.took(settledAt.minus(now())) + " before it would have been seen to stay up",
                    ""));
        } else {
            seenWell = true;
        }
    }

    /** One that waits for its restart is not judged before it is up. */
    private void startedAgain(Readiness.Verdict.Pending pending) {
        if (pending.status().equals("restarting")) {
            lookAfter(PAUSE);
        } else {
            waitFor(await);
        }
    }

    private void fall(RuntimeException failure) {
        if (!over) {
            end();
            round.fell(step, failure);
            round.sure();
        }
    }

    Duration settledAt() {
        return over ? Duration.ZERO : settledAt;
    }

    /** See {@link Ends#isQuiet}. */
    boolean hasQuietlyEnded() {
        return lastSeen != null && Ends.isQuiet(lastSeen, await);
    }

    Await await() {
        return await;
    }

    /** Nobody wants to know any more. */
    void end() {
        over = true;
        stopTimer();
        ReadinessWait open = wait;
        if (open != null) {
            open.cancel();
        }
    }

    /** Whether it has been seen well since the last look was asked for, or is known not to be. */
    boolean isSeen() {
        return over || (seenWell && wait == null && !looking);
    }
}
