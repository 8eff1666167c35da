package io.homelabhub.run;

import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.Effect;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Step;
import io.homelabhub.resource.ResourceId;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of one plan, on the coordinator's thread. */
final class ApplyRun {
    /** How long interrupted calls have to come back before the run ends without them. */
    private static final Duration LAST_GRACE = Duration.ofSeconds(2);

    /** How much longer a run whose time is up may take to remove what has been replaced. */
    private static final Duration TIDYING_UP = Duration.ofSeconds(30);

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
    private final Set<Integer> outOfTime = new HashSet<>();
    private final EngineWatch watch;
    private @Nullable Rollback rollback;
    private boolean cancelled;
    private boolean timedOut;
    private boolean stopped;
    private boolean abandoned;

    ApplyRun(RunContext run, ApplyOptions options) {
        this.run = run;
        this.options = options;
        this.ledger = new Ledger(run.plan().steps());
        this.urgency = new Urgency(run.plan().steps());
        this.diagnoses = new Diagnoses(run);
        this.watch = new EngineWatch(run, this::heard);
    }

    ApplyResult run(Cancellation cancellation) {
        Duration start = now();
        run.announcer().tell(at -> new HomelabEvent.RunStarted(at, run.plan()));
        Consumer<Cancellation.Level> onCancel = level -> run.loop().post(() -> cancelled(level));
        cancellation.listen(onCancel);
        try {
            watch.open();
            carryOut();
            takeBack();
            letCallsEnd();
        } finally {
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
                options.within().map(time -> run.loop().after(time, () -> timeIsUp(time)));
        // a cancellation that came before the run is the first message
        run.loop().post(() -> ledger.initiallyReady().stream()
                .sorted(Comparator.comparingInt(urgency::rank))
                .forEach(this::ready));
        run.loop().runUntil(() -> abandoned || (ledger.isSettled() && diagnoses.areComplete() && !watch.isOpening()));
        limit.ifPresent(EventLoop.Timer::cancel);
    }

    /** Looks that became needless are interrupted; whoever closes the engine next shall not find them under way. */
    private void letCallsEnd() {
        EventLoop.Timer grace = run.loop().after(LAST_GRACE, () -> abandoned = true);
        run.loop().runUntil(() -> abandoned || run.loop().isIdle());
        grace.cancel();
    }

    private void heard(ContainerEvent event) {
        if (event.kind() == ContainerEvent.Kind.DIE) {
            exitCodes.put(event.containerId(), event.exitCode().orElse(-1));
        }
        List.copyOf(waits.values()).forEach(wait -> wait.heard(event));
        if (rollback != null) {
            rollback.heard(event);
        }
    }

    private void ready(Step step) {
        if (isNeedless(step)) {
            if (begin(step)) {
                ended(step, new Outcome.Succeeded(Effect.ALREADY_SO, "the image is the same"));
            }
        } else if (step.work() instanceof Await await) {
            if (begin(step)) {
                await(step, await);
            }
        } else if (step.work() instanceof Action action) {
            act(step, action);
        }
    }

    /** Whether it is to be done only if a fetch brings another image, and none has. */
    private boolean isNeedless(Step step) {
        return !step.onlyIf().isEmpty() && step.onlyIf().stream().noneMatch(fetched::contains);
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
        ActionAttempts attempts = new ActionAttempts(
                run,
                action,
                urgency.rank(step),
                () -> begin(step),
                (part, status, current, total) -> run.announcer().progressed(step, part, status, current, total),
                outcome -> ended(step, outcome));
        running.put(step.id(), attempts);
        attempts.begin();
    }

    private void await(Step step, Await await) {
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

    private void ended(Step step, Outcome outcome) {
        running.remove(step.id());
        waits.remove(step.id());
        Duration took = now().minus(begun.getOrDefault(step.id(), now()));
        Ledger.Consequences consequences = ledger.end(step, outcome, took);
        run.announcer().ended(step, outcome, took);
        note(step, outcome);
        if (outcome instanceof Outcome.Failed failed) {
            diagnoses.add(step, failed.failure());
        }
        consequences.skipped().forEach(skipped -> run.announcer().skipped(skipped, step.id()));
        if (outcome instanceof Outcome.Failed && options.onFailure() == OnFailure.STOP) {
            ledger.drop(new Outcome.Skipped(step.id()), Commits.unfinished(run.plan(), ledger, ledger.underWay()))
                    .forEach(dropped -> run.announcer().skipped(dropped, step.id()));
        }
        consequences.ready().stream()
                .filter(ready -> ledger.outcome(ready).isEmpty())
                .forEach(this::ready);
    }

    /** A container that was found up has a history of its own: its restarts are none of this run's. */
    private void note(Step step, Outcome outcome) {
        boolean done = outcome instanceof Outcome.Succeeded success && success.effect() == Effect.DONE;
        if (done && step.work() instanceof Action.StartContainer) {
            started.add(step.id());
        } else if (done && step.work() instanceof Action.SignalContainer) {
            signalled.add(step.id());
        } else if (done && step.resource().kind() == ResourceId.Kind.IMAGE) {
            fetched.add(step.id());
        }
    }

    /** Once every step has ended there is nothing to give up: what is being taken back still is, unless it is to end now. */
    private void cancelled(Cancellation.Level level) {
        boolean now = level == Cancellation.Level.NOW;
        if (!cancelled && (now || !ledger.isSettled())) {
            cancelled = true;
            endAllBut(commits(), RunningStep::cancel);
        }
        if (now) {
            stopped = true;
            String reason = "a second request to stop";
            endAllBut(Set.of(), step -> step.interrupt(reason));
            if (rollback != null) {
                rollback.stop(reason);
            }
            run.loop().after(LAST_GRACE, () -> abandoned = true);
        }
    }

    private void timeIsUp(Duration limit) {
        timedOut = true;
        String reason = "the run's limit of " + Durations.text(limit);
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

    private void takeBack() {
        List<Step> steps = stopped ? List.of() : conclusion().toTakeBack();
        if (!steps.isEmpty()) {
            Rollback undoing = new Rollback(run, steps, ledger, exitCodes);
            rollback = undoing;
            undoing.run(() -> abandoned);
        }
    }

    private Conclusion conclusion() {
        return new Conclusion(new RollbackScope(run.plan(), ledger), ledger, options.onFailure(), cancelled, timedOut);
    }

    private ApplyResult result(Duration took) {
        List<StepReport> steps = run.plan().steps().stream().map(this::report).toList();
        Remedies remedies = new Remedies(run.plan(), options.onFailure() == OnFailure.ROLLBACK);
        return new ApplyResult(
                run.plan(),
                conclusion().ending(steps, stopped),
                steps,
                diagnoses.reports(ledger, outOfTime, remedies),
                took);
    }

    private StepReport report(Step step) {
        Outcome outcome = ledger.outcome(step).orElseGet(Outcome.Cancelled::new);
        return new StepReport(step, outcome, ledger.took(step), rollback == null ? List.of() : rollback.reports(step));
    }
}
