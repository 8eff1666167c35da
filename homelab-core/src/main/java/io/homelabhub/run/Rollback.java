package io.homelabhub.run;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.EngineException;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Verb;
import io.homelabhub.run.EngineCalls.Job;
import io.homelabhub.run.EngineCalls.Lane;
import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes steps back: each after every step that waited for it has been, several at once. One that cannot be taken back is
 * noted and the others still are: most of the old state is better than none of it.
 *
 * <p>An old container comes back after those that it depends on. One that was well is waited for as long as its service may
 * take to be ready; if it does not come back well, it counts as not taken back.
 *
 * <p>It ends: once it has taken {@link #PATIENCE}, or as long as the slowest of its services may take if that is longer,
 * containers are started and not waited for; {@link #LONGEST_CALL} later it is given up, whatever the engine does.
 */
final class Rollback {
    /** A chain of five services that take the two minutes that are usual. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** How long interrupted calls have to come back before it ends without them. */
    private static final Duration LAST_GRACE = Duration.ofSeconds(2);
    /** A call that has taken this long will not come back by itself, and nobody may be there to interrupt it. */
    static final Duration LONGEST_CALL = Duration.ofMinutes(2);

    private final RunContext run;
    private final Set<Integer> wanted = new HashSet<>();
    private final Set<Integer> uncertain = new HashSet<>();
    private final Set<String> made = new HashSet<>();
    private final ReverseOrder order;
    private final Map<Integer, List<UndoReport>> reports = new HashMap<>();
    private final Set<Integer> closed = new HashSet<>();
    private final Set<ActionAttempts> running = new HashSet<>();
    private final Map<Integer, ReadinessWait> waits = new HashMap<>();
    private final Set<Integer> startedAgain = new HashSet<>();
    private final Map<String, Integer> exitCodes;
    private final LastLook lastLook;
    private final Comebacks comebacks;
    private final Duration patience;
    private boolean stopped;
    private boolean hurried;
    private boolean givenUp;
    private boolean over;

    /**
     * @param wanted the steps to take back; each has an undo, and has succeeded or lost its answer
     * @param exitCodes the exit codes that events have told, by container id; grows
     * @param lastLook watches what has come back
     */
    Rollback(RunContext run, List<Step> wanted, Ledger ledger, Map<String, Integer> exitCodes, LastLook lastLook) {
        this.run = run;
        this.exitCodes = exitCodes;
        this.lastLook = lastLook;
        this.comebacks = new Comebacks(run.plan(), wanted);
        for (Step step : wanted) {
            this.wanted.add(step.id());
            step.work().container(Verb.CREATE).ifPresent(made::add);
            if (ledger.outcome(step).filter(Outcome.Failed.class::isInstance).isPresent()) {
                uncertain.add(step.id());
            }
        }
        order = new ReverseOrder(run.plan().steps());
        patience = Stream.concat(
                        Stream.of(PATIENCE),
                        wanted.stream()
                                .flatMap(step -> step.restored().stream())
                                .map(Await::within))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Takes everything back, until all is done or {@code abandoned} says that nobody waits for it any more. */
    void run(BooleanSupplier abandoned) {
        EventLoop.Timer enough = run.loop().after(patience, this::hurry);
        begin();
        run.loop().runUntil(() -> abandoned.getAsBoolean() || isDone());
        enough.cancel();
        if (hurried) {
            unfinished().toList().forEach(this::tellUnfinished);
        }
        over = true;
    }

    private void hurry() {
        hurried = true;
        List.copyOf(waits.values()).forEach(wait -> wait.interrupt(limit()));
        run.loop().after(LONGEST_CALL, () -> {
            stop("the time for taking back");
            run.loop().after(LAST_GRACE, () -> givenUp = true);
        });
    }

    private String limit() {
        return "the " + TimeText.exact(patience) + " for taking back";
    }

    private Stream<Step> unfinished() {
        return run.plan().steps().stream().filter(step -> wanted.contains(step.id()) && !closed.contains(step.id()));
    }

    private void tellUnfinished(Step step) {
        for (int i = reports(step).size(); i < step.undo().size(); i++) {
            told(
                    step,
                    step.undo().get(i),
                    Optional.of(new EngineException(
                            EngineException.Kind.TIMED_OUT,
                            step.resource().spoken()
                                    + " is not as it was: the engine did not answer within the time for taking back")));
        }
    }

    private void begin() {
        run.announcer().tell(HomelabEvent.RollbackStarted::new);
        take(order.last());
    }

    private boolean isDone() {
        return givenUp || (stopped ? running.isEmpty() : order.isOver() && comebacks.areOver());
    }

    /** The actions that took this step back, or should have. */
    List<UndoReport> reports(Step step) {
        return reports.getOrDefault(step.id(), List.of());
    }

    /** Interrupts what is under way, and begins no more. */
    void stop(String reason) {
        stopped = true;
        List.copyOf(waits.values()).forEach(ReadinessWait::cancel);
        List.copyOf(running).forEach(attempts -> attempts.interrupt(reason));
    }

    private void take(List<Step> ready) {
        Deque<Step> next = new ArrayDeque<>(ready);
        while (!next.isEmpty()) {
            Step step = next.remove();
            if (wanted.contains(step.id()) && isComeback(step)) {
                comebacks.add(step);
                next.addAll(order.settle(step));
            } else if (wanted.contains(step.id())) {
                begin(step);
            } else {
                next.addAll(order.settle(step));
            }
        }
        comebacks.due().forEach(step -> undo(step, 0));
    }

    private static boolean isComeback(Step step) {
        return step.work().does(Verb.STOP);
    }

    /** Removing by name what a creation may not have made could hit a stranger: that one is looked for first. */
    private void begin(Step step) {
        Optional<Action> creation = step.work()
                .action()
                .filter(action -> uncertain.contains(step.id()))
                .filter(action -> action.does(Verb.CREATE));
        Optional<Action.CreateContainer> container =
                creation.flatMap(action -> action.as(Action.CreateContainer.class));
        Optional<Action.CreateVolume> volume = creation.flatMap(action -> action.as(Action.CreateVolume.class));
        LostAnswer lost = new LostAnswer(run.engine(), run.plan().project());
        if (container.isPresent()) {
            look(step, container.get().container().name(), () -> lost.hasMade(container.get()));
        } else if (volume.isPresent()) {
            look(step, "volume " + volume.get().volume().name(), () -> lost.hasMade(volume.get()));
        } else {
            undo(step, 0);
        }
    }

    private void look(Step step, String name, Supplier<Boolean> hasMade) {
        run.calls()
                .submit(new Job<>(
                        "look for " + name,
                        Lane.LOOK,
                        0,
                        () -> !stopped,
                        hasMade,
                        made -> undo(step, made ? 0 : step.undo().size()),
                        failure -> notUndone(step, step.undo().size() - 1, failure)));
    }

    private void notUndone(Step step, int index, RuntimeException failure) {
        told(step, step.undo().get(index), Optional.of(failure));
        undo(step, index + 1);
    }

    private void told(Step step, Action undo, Optional<RuntimeException> failure) {
        if (over) {
            return;
        }
        reports.computeIfAbsent(step.id(), id -> new ArrayList<>()).add(new UndoReport(undo, failure));
        run.announcer()
                .tell(at -> failure.isPresent()
                        ? new HomelabEvent.UndoFailed(at, step, undo, failure.get())
                        : new HomelabEvent.StepUndone(at, step, undo));
    }

    /** The undo actions of one step go one after the other, each whether or not the one before succeeded. */
    private void undo(Step step, int index) {
        if (index == step.undo().size()) {
            closed.add(step.id());
            comebacks.closed(step);
            take(isComeback(step) ? List.of() : order.settle(step));
        } else {
            new Attempt(step, index).begin();
        }
    }

    /** An event of some container. */
    void heard(ContainerEvent event) {
        List.copyOf(waits.values()).forEach(wait -> wait.heard(event));
    }

    /** Looks whether an old container that was started again comes to be as well as it was. */
    private void await(Step step, Await await, int index) {
        ReadinessWait wait = new ReadinessWait(
                run,
                await,
                new Readiness(await, true, exitCodes),
                status -> {},
                outcome -> ended(step, index, outcome));
        waits.put(step.id(), wait);
        wait.begin();
        if (hurried) {
            wait.interrupt(limit());
        }
    }

    private void ended(Step step, int index, Outcome outcome) {
        ReadinessWait wait = waits.remove(step.id());
        if (wait != null && outcome instanceof Outcome.Succeeded) {
            step.restored().ifPresent(await -> lastLook.ready(step, await, wait, true));
        }
        Action undo = step.undo().get(index);
        Optional<RuntimeException> failure = outcome instanceof Outcome.Failed failed && !isMoot(undo, failed.failure())
                ? Optional.of(failed.failure())
                : Optional.empty();
        told(step, undo, failure);
        undo(step, index + 1);
    }

    /** What this run has made and somebody has removed since is as it was before. */
    private boolean isMoot(Action undo, RuntimeException failure) {
        return failure instanceof EngineException refusal
                && refusal.kind() == EngineException.Kind.NOT_FOUND
                && changed(undo).filter(made::contains).isPresent();
    }

    private static Optional<String> changed(Action undo) {
        return switch (undo.verb()) {
            case STOP, RENAME, CONNECT, RECONNECT, DISCONNECT -> undo.subject();
            // what brings an old container back, and fails, is no small matter
            case PULL, BUILD, PUSH, TAG, CREATE, START, REMOVE, UPDATE, SIGNAL, PAUSE, UNPAUSE, RUN -> Optional.empty();
        };
    }

    /** One undo action. */
    private final class Attempt {
        private final Step step;
        private final int index;
        private final Action undo;
        private final ActionAttempts attempts;
        private EventLoop.@Nullable Timer limit;

        Attempt(Step step, int index) {
            this.step = step;
            this.index = index;
            undo = run.keptFiles().restoring(step.undo().get(index));
            attempts = new ActionAttempts(run, undo, -step.id(), this::turn, ActionProgress.NONE, this::ended);
        }

        void begin() {
            attempts.begin();
        }

        private boolean turn() {
            if (!stopped) {
                running.add(attempts);
                String reason = TimeText.exact(LONGEST_CALL) + " without an answer";
                limit = run.loop().after(LONGEST_CALL, () -> attempts.interrupt(reason));
            }
            return !stopped;
        }

        private void ended(Outcome outcome) {
            running.remove(attempts);
            if (limit != null) {
                limit.cancel();
            }
            if (undo.does(Verb.START) && outcome instanceof Outcome.Succeeded) {
                startedAgain.add(step.id());
            }
            boolean last = index == step.undo().size() - 1 && outcome instanceof Outcome.Succeeded;
            boolean started = last && startedAgain.contains(step.id());
            Optional<Await> restored = started && !stopped ? step.restored() : Optional.empty();
            restored.ifPresentOrElse(
                    await -> await(step, await, index), () -> Rollback.this.ended(step, index, outcome));
        }
    }
}
