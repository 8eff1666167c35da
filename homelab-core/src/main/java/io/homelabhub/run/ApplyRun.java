package io.homelabhub.run;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.Effect;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Gate;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Verb;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.RunGroup.Stage;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of one plan, on the coordinator's thread. */
final class ApplyRun {
    private final RunContext run;
    private final ApplyOptions options;
    private final Ledger ledger;
    private final Urgency urgency;
    private final Diagnoses diagnoses;
    private final Set<Integer> started = new HashSet<>();
    private final Set<Integer> signalled = new HashSet<>();
    private final Set<Integer> fetched = new HashSet<>();
    private final Map<Integer, RunningStep> running = new LinkedHashMap<>();
    private final Map<Integer, Duration> begun = new HashMap<>();
    private final Map<Integer, ReadinessWait> waits = new LinkedHashMap<>();
    private final Map<String, Integer> exitCodes = new HashMap<>();
    private final EngineWatch watch;
    private final LastLook lastLook;
    private final Set<Integer> forGood;
    private final Map<Integer, Step> heldBack = new LinkedHashMap<>();
    private final Doubtful doubtful;
    private final EarlyEnd early;
    private final Others others;
    private @Nullable Rollback rollback;

    /** @param member of the group of runs that this one belongs to */
    ApplyRun(RunContext run, ApplyOptions options, RunGroup.Member member) {
        this.run = run;
        this.options = options;
        this.ledger = new Ledger(run.plan().steps());
        this.urgency = new Urgency(run.plan().steps());
        this.diagnoses = new Diagnoses(run);
        this.watch = new EngineWatch(run, this::heard);
        this.lastLook = new LastLook(run, exitCodes, this::fell, this::goOn);
        this.doubtful = new Doubtful(run.plan(), lastLook);
        boolean together = options.onFailure() == OnFailure.ROLLBACK;
        this.forGood = Commits.forGood(run.plan(), together && member.isAmongOthers());
        this.early = new EarlyEnd(run, ledger, running, lastLook, forGood);
        this.others = new Others(member, run.loop(), together);
    }

    ApplyResult run(Cancellation cancellation) {
        Duration start = now();
        run.announcer().tell(at -> new HomelabEvent.RunStarted(at, run.plan()));
        Consumer<Cancellation.Level> onCancel = level -> run.loop().post(() -> early.cancel(level, rollback));
        cancellation.listen(onCancel);
        try {
            others.join(this::stoppedElsewhere);
            watch.open();
            carryOut();
            others.leave();
            takeBack();
            letCallsEnd();
        } finally {
            others.leave();
            cancellation.forget(onCancel);
            watch.close();
        }
        Duration took = now().minus(start);
        run.announcer().tell(at -> new HomelabEvent.RunFinished(at, took));
        return result(took);
    }

    private Duration now() {
        return run.loop().timing().elapsed();
    }

    private void carryOut() {
        Optional<EventLoop.Timer> limit =
                options.within().map(time -> run.loop().after(time, () -> early.timeIsUp(time)));
        // a cancellation that came before the run is the first message
        run.loop().post(() -> ledger.initiallyReady().stream()
                .sorted(Comparator.comparingInt(urgency::rank))
                .forEach(this::ready));
        run.loop().post(lastLook::standing);
        runUntil(() -> ledger.isSettledBut(forGood));
        lookLast();
        limit.ifPresent(EventLoop.Timer::cancel);
    }

    private void runUntil(BooleanSupplier done) {
        run.loop().runUntil(() -> {
            others.publish(run, ledger);
            return early.isAbandoned() || (done.getAsBoolean() && diagnoses.areComplete() && !watch.isOpening());
        });
    }

    /** What is removed for good goes when all else has been seen to last; then nothing may have ended meanwhile. */
    private void lookLast() {
        until(Stage.SETTLED, others::areSettled);
        if (!isInVain()) {
            lastLook.begin();
            runUntil(() -> isInVain() || lastLook.isOver());
        }
        until(Stage.WELL, others::haveAgreed);
        if (early.isStopped() || (isInVain() && !others.haveAgreed())) {
            ledger.drop(new Outcome.Cancelled(), Set.of())
                    .forEach(step -> run.announcer().skipped(step, 0));
        } else if (!ledger.isSettled()) {
            removeForGood();
            lastLook.begin();
            runUntil(lastLook::isOver);
        }
    }

    /** Waits for the runs on other hosts, unless this one has failed, or one of them has. */
    private void until(Stage stage, BooleanSupplier agreed) {
        if (!isInVain()) {
            others.arrive(stage);
            runUntil(() -> agreed.getAsBoolean() || isInVain());
        }
        if (isInVain() && options.onFailure() == OnFailure.ROLLBACK) {
            others.arrive(Stage.FAILED);
        }
    }

    private void removeForGood() {
        forGood.clear();
        heldBack.values().stream()
                .filter(step -> ledger.outcome(step).isEmpty())
                .forEach(this::ready);
        runUntil(ledger::isSettled);
    }

    /** Whether what has been done will be taken back. */
    private boolean isInVain() {
        boolean inTime = !early.isTimedOut() || ledger.isAllSucceededBut(forGood);
        boolean ended = early.isCancelled() || !inTime;
        boolean failed = conclusion().isWholeConcerned(ledger.ended(Outcome.Failed.class));
        return early.isStopped()
                || others.haveFailed()
                || (options.onFailure() == OnFailure.ROLLBACK && (ended || failed));
    }

    /** What was ready, or was to stay as it was, is not what it was any more. */
    private void fell(Step step, RuntimeException failure) {
        Outcome.Failed outcome = new Outcome.Failed(failure, false);
        boolean planned = !lastLook.isStanding(step);
        Duration took = planned ? ledger.took(step) : Duration.ZERO;
        run.announcer().ended(step, outcome, took);
        diagnoses.add(step, failure);
        if (planned && rollback == null) {
            follow(step, outcome, ledger.overturn(step, outcome));
        } else if (rollback == null) {
            skipInNeedOf(step);
        }
    }

    /** No step waits for what stays as it is: what starts only while that is well is told by name. */
    private void skipInNeedOf(Step fallen) {
        Outcome.Skipped skipped = new Outcome.Skipped(fallen.id());
        Set<String> services = lastLook.inNeedOf(fallen);
        Set<Integer> kept = Commits.unfinished(run.plan(), ledger, ledger.underWay());
        run.plan().steps().stream()
                .filter(step -> step.work().does(Verb.START) && !kept.contains(step.id()))
                .filter(step -> services.contains(step.resource().name()))
                .forEach(step -> follow(fallen, skipped, ledger.skip(step, skipped)));
    }

    /** Looks that became needless are interrupted; whoever closes the engine next shall not find them under way. */
    private void letCallsEnd() {
        lastLook.end();
        watch.close();
        EventLoop.Timer grace = early.abandonSoon();
        run.loop().runUntil(() -> early.isAbandoned() || run.loop().isIdle());
        grace.cancel();
    }

    private void heard(ContainerEvent event) {
        if (event.kind() == ContainerEvent.Kind.DIE) {
            exitCodes.put(event.containerId(), event.exitCode().orElse(-1));
        }
        run.outage().heard(event, now());
        List.copyOf(waits.values()).forEach(wait -> wait.heard(event));
        lastLook.heard(event);
        if (rollback != null) {
            rollback.heard(event);
        }
    }

    private void ready(Step step) {
        if (isNeedless(step)) {
            if (begin(step)) {
                ended(step, new Outcome.Succeeded(Effect.ALREADY_SO, "the image is the same"));
            }
        } else if (forGood.contains(step.id())) {
            heldBack.put(step.id(), step);
        } else {
            step.work()
                    .<Runnable>accept(
                            action -> () -> act(step, action),
                            await -> () -> await(step, await),
                            gate -> () -> await(step, gate))
                    .run();
        }
    }

    /** Whether it is to be done only if a fetch brings another image, and none has. */
    private boolean isNeedless(Step step) {
        return !step.onlyIf().isEmpty() && step.onlyIf().stream().noneMatch(fetched::contains);
    }

    /** Whether what it has waited for still is what it was, as far as is known; if nobody knows, its turn comes again. */
    private boolean isToBegin(Step step) {
        List<String> doubted = ledger.outcome(step).isEmpty() ? doubtful.holdsBack(step) : List.of();
        if (doubted.isEmpty()) {
            return begin(step);
        }
        running.remove(step.id());
        String status =
                "waiting until " + String.join(", ", doubted) + (doubted.size() > 1 ? " are" : " is") + " well again";
        run.announcer().progressed(step, "", status, 0, 0);
        return false;
    }

    private void goOn() {
        doubtful.release().stream()
                .filter(step -> ledger.outcome(step).isEmpty())
                .forEach(this::ready);
    }

    private boolean begin(Step step) {
        if (!ledger.begin(step)) {
            return false;
        }
        begun.put(step.id(), now());
        run.announcer().began(step);
        return true;
    }

    private void act(Step step, Action action) {
        if (!step.onlyIf().isEmpty()) {
            lastLook.replaced(step.resource());
        }
        ActionAttempts attempts = new ActionAttempts(
                run,
                action,
                urgency.rank(step),
                () -> isToBegin(step),
                (part, status, current, total) -> run.announcer().progressed(step, part, status, current, total),
                outcome -> ended(step, outcome));
        running.put(step.id(), attempts);
        attempts.begin();
    }

    private void await(Step step, Await await) {
        if (!begin(step)) {
            return;
        }
        boolean startedByRun = step.after().stream().anyMatch(started::contains);
        Readiness readiness = new Readiness(await, startedByRun, exitCodes);
        ReadinessWait wait = new ReadinessWait(
                run,
                await,
                step.after().stream().anyMatch(signalled::contains) ? readiness.afterSignal() : readiness,
                status -> run.announcer().progressed(step, "", status, 0, 0),
                outcome -> ended(step, outcome));
        waits.put(step.id(), wait);
        running.put(step.id(), wait);
        wait.begin();
    }

    private void await(Step step, Gate gate) {
        if (begin(step)) {
            running.put(step.id(), others.await(gate, outcome -> ended(step, outcome)));
        }
    }

    private void ended(Step step, Outcome outcome) {
        running.remove(step.id());
        ReadinessWait wait = waits.remove(step.id());
        Duration took = now().minus(begun.getOrDefault(step.id(), now()));
        Ledger.Consequences consequences = ledger.end(step, outcome, took);
        run.announcer().ended(step, outcome, took);
        note(step, outcome);
        if (outcome instanceof Outcome.Failed failed) {
            diagnoses.add(step, failed.failure());
            run.outage().failed(failed.failure());
        }
        if (outcome instanceof Outcome.Succeeded && wait != null) {
            boolean startedByRun = step.after().stream().anyMatch(started::contains);
            step.work().await().ifPresent(await -> lastLook.ready(step, await, wait, startedByRun));
        }
        follow(step, outcome, consequences);
    }

    private void follow(Step step, Outcome outcome, Ledger.Consequences consequences) {
        consequences.skipped().forEach(skipped -> running.remove(skipped.id()));
        consequences.skipped().forEach(skipped -> run.announcer().skipped(skipped, step.id()));
        if (outcome instanceof Outcome.Failed && options.onFailure() == OnFailure.STOP) {
            drop(new Outcome.Skipped(step.id()), step.id());
            others.stop();
        }
        consequences.ready().stream()
                .filter(ready -> ledger.outcome(ready).isEmpty())
                .forEach(this::ready);
    }

    private void stoppedElsewhere() {
        drop(new Outcome.Cancelled(), 0);
    }

    /** Nothing more begins, but for what is as good as done. */
    private void drop(Outcome outcome, int because) {
        ledger.drop(outcome, Commits.unfinished(run.plan(), ledger, ledger.underWay()))
                .forEach(dropped -> run.announcer().skipped(dropped, because));
    }

    /** A container that was found up has a history of its own: its restarts are none of this run's. */
    private void note(Step step, Outcome outcome) {
        boolean done = outcome instanceof Outcome.Succeeded success && success.effect() == Effect.DONE;
        if (done && step.work().does(Verb.START)) {
            started.add(step.id());
        } else if (done && step.work().does(Verb.SIGNAL)) {
            signalled.add(step.id());
        } else if (done && step.resource().kind() == ResourceId.Kind.IMAGE) {
            fetched.add(step.id());
        }
    }

    /** Takes back what is to be, and looks whether what was up before is: the engine may have ended it. */
    private void takeBack() {
        List<Step> steps = early.isStopped() ? List.of() : conclusion().toTakeBack();
        if (early.isStopped() || (steps.isEmpty() && !isInVain())) {
            return;
        }
        lastLook.letGo();
        if (!steps.isEmpty()) {
            Rollback undoing = new Rollback(run, steps, ledger, exitCodes, lastLook);
            rollback = undoing;
            undoing.run(early::isAbandoned);
        }
        lastLook.begin();
        runUntil(() -> early.isStopped() || lastLook.isOver());
    }

    private Conclusion conclusion() {
        RollbackScope scope = new RollbackScope(run.plan(), ledger, run.outage().isPossible());
        return new Conclusion(
                scope,
                ledger,
                options.onFailure(),
                early.isCancelled(),
                early.isTimedOut(),
                others.haveFailed(),
                lastLook);
    }

    private ApplyResult result(Duration took) {
        List<StepReport> steps = run.plan().steps().stream().map(this::report).toList();
        Ending ending = conclusion().ending(steps, early.isStopped());
        return new ApplyResult(
                run.plan(),
                ending,
                steps,
                diagnoses.reports(
                        ledger, early.outOfTime(), new Remedies(run.plan(), options.onFailure() == OnFailure.ROLLBACK)),
                ending.isSuccess() || ending == Ending.APPLIED_IN_PART ? lastLook.quietEnds() : List.of(),
                took);
    }

    private StepReport report(Step step) {
        Outcome outcome = ledger.outcome(step).orElseGet(Outcome.Cancelled::new);
        return new StepReport(step, outcome, ledger.took(step), rollback == null ? List.of() : rollback.reports(step));
    }
}
