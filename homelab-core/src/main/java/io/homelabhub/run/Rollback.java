package io.homelabhub.run;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes steps back: each after every step that waited for it has been, several at once. One that cannot be taken back is
 * noted and the others still are: most of the old state is better than none of it.
 */
final class Rollback {
    /** A call that has taken this long will not come back by itself, and nobody may be there to interrupt it. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(2);

    private final RunContext run;
    private final Set<Integer> wanted = new HashSet<>();
    private final Map<Integer, Step> steps = new HashMap<>();
    private final Map<Integer, Integer> openDependants = new HashMap<>();
    private final Map<Integer, List<UndoReport>> reports = new HashMap<>();
    private final Set<ActionAttempts> running = new HashSet<>();
    private int unsettled;
    private boolean stopped;

    /** @param wanted the steps to take back; each has an undo */
    Rollback(RunContext run, List<Step> wanted) {
        this.run = run;
        wanted.forEach(step -> this.wanted.add(step.id()));
        for (Step step : run.plan().steps()) {
            steps.put(step.id(), step);
            openDependants.put(step.id(), 0);
            step.after().forEach(id -> openDependants.merge(id, 1, Integer::sum));
            step.afterEnd().forEach(id -> openDependants.merge(id, 1, Integer::sum));
        }
        unsettled = steps.size();
    }

    void begin() {
        run.announcer().tell(HomelabEvent.RollbackStarted::new);
        List<Step> last = run.plan().steps().stream()
                .filter(step -> openDependants.getOrDefault(step.id(), 0) == 0)
                .toList();
        take(last);
    }

    boolean isDone() {
        return stopped ? running.isEmpty() : unsettled == 0;
    }

    /** The actions that took this step back, or should have. */
    List<UndoReport> reports(Step step) {
        return reports.getOrDefault(step.id(), List.of());
    }

    /** Interrupts what is under way, and begins no more. */
    void stop() {
        stopped = true;
        List.copyOf(running).forEach(attempts -> attempts.interrupt("a second request to stop"));
    }

    private void take(List<Step> ready) {
        Deque<Step> next = new ArrayDeque<>(ready);
        while (!next.isEmpty()) {
            Step step = next.remove();
            if (wanted.contains(step.id())) {
                undo(step, 0);
            } else {
                next.addAll(settle(step));
            }
        }
    }

    /** The steps that were waited for by this one, and by no other that is still to be taken back. */
    private List<Step> settle(Step settled) {
        unsettled--;
        return Stream.concat(settled.after().stream(), settled.afterEnd().stream())
                .filter(id -> openDependants.merge(id, -1, Integer::sum) == 0)
                .flatMap(id -> Stream.ofNullable(steps.get(id)))
                .toList();
    }

    /** The undo actions of one step go one after the other, each whether or not the one before succeeded. */
    private void undo(Step step, int index) {
        if (index == step.undo().size()) {
            take(settle(step));
        } else {
            new Attempt(step, index).begin();
        }
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
            undo = step.undo().get(index);
            attempts = new ActionAttempts(run, undo, -step.id(), this::turn, ActionProgress.NONE, this::ended);
        }

        void begin() {
            attempts.begin();
        }

        private boolean turn() {
            if (!stopped) {
                running.add(attempts);
                String reason = Durations.text(LONGEST_CALL) + " without an answer";
                limit = run.loop().after(LONGEST_CALL, () -> attempts.interrupt(reason));
            }
            return !stopped;
        }

        private void ended(Outcome outcome) {
            running.remove(attempts);
            if (limit != null) {
                limit.cancel();
            }
            Optional<RuntimeException> failure =
                    outcome instanceof Outcome.Failed failed ? Optional.of(failed.failure()) : Optional.empty();
            reports.computeIfAbsent(step.id(), id -> new ArrayList<>()).add(new UndoReport(undo, failure));
            run.announcer()
                    .tell(at -> failure.isPresent()
                            ? new HomelabEvent.UndoFailed(at, step, undo, failure.get())
                            : new HomelabEvent.StepUndone(at, step, undo));
            undo(step, index + 1);
        }
    }
}
