package io.homelabhub.run;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Verb;
import io.homelabhub.run.EngineCalls.Job;
import io.homelabhub.run.EngineCalls.Lane;
import io.homelabhub.run.EngineCalls.Ticket;
import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One action, tried as often as it makes sense. After a lost answer it is looked before it is tried again. */
final class ActionAttempts implements RunningStep {
    private final RunContext run;
    private final Action action;
    private final int order;
    private final BooleanSupplier begin;
    private final ActionProgress progress;
    private final Consumer<Outcome> ended;
    private int attempts;
    private boolean answerLost;
    /** Then the next pull may find what this one has brought, which is news all the same. */
    private boolean pullAnswerLost;

    private boolean over;
    private boolean cancelled;
    private String interruptedBy = "";
    private @Nullable Ticket ticket;
    private EventLoop.@Nullable Timer nextAttempt;
    private @Nullable RuntimeException lastFailure;
    private @Nullable Duration failingSince;

    /**
     * @param order actions with a lower one go first
     * @param begin asked when the first attempt's turn comes; false if the action is not wanted any more
     * @param progress told on the coordinator's thread
     * @param ended told once, on the coordinator's thread
     */
    ActionAttempts(
            RunContext run,
            Action action,
            int order,
            BooleanSupplier begin,
            ActionProgress progress,
            Consumer<Outcome> ended) {
        this.run = run;
        this.action = action;
        this.order = order;
        this.begin = begin;
        this.progress = progress;
        this.ended = ended;
    }

    void begin() {
        attempt();
    }

    private void attempt() {
        boolean first = attempts == 0;
        attempts++;
        nextAttempt = null;
        ticket = run.calls()
                .submit(new Job<>(
                        action.getClass().getSimpleName(),
                        Lane.ACTION,
                        order,
                        () -> !first || begin.getAsBoolean(),
                        this::perform,
                        effect -> end(new Outcome.Succeeded(pullAnswerLost ? Effect.DONE : effect, "")),
                        this::failed));
    }

    /** On a thread of its own. */
    private Effect perform() {
        run.keptFiles().before(run.engine(), action);
        return answerLost
                ? new LostAnswer(run.engine(), run.plan().project()).settle(action, this::tell)
                : run.engine().perform(action, this::tell);
    }

    private void tell(String part, String status, long current, long total) {
        run.loop().post(() -> {
            if (!over) {
                progress.on(part, status, current, total);
            }
        });
    }

    private void failed(RuntimeException failure) {
        lastFailure = failure;
        boolean interrupted =
                failure instanceof EngineException engine && engine.kind() == EngineException.Kind.INTERRUPTED;
        boolean lost = failure instanceof EngineException engine && engine.leavesOutcomeUnknown();
        answerLost |= lost && !action.does(Verb.PULL);
        pullAnswerLost |= lost && action.does(Verb.PULL);
        Optional<Duration> pause = RetryPolicy.pauseAfter(action, attempts, failure, silence());
        if (interrupted && cancelled) {
            end(new Outcome.Cancelled());
        } else if (interrupted || cancelled || pause.isEmpty() || !interruptedBy.isEmpty()) {
            endFailed(withReason(failure));
        } else {
            progress.on("", "trying again in " + TimeText.exact(pause.get()), 0, 0);
            nextAttempt = run.loop().after(pause.get(), this::attempt);
        }
    }

    private Duration silence() {
        Duration since = failingSince == null ? run.loop().timing().elapsed() : failingSince;
        failingSince = since;
        return run.calls().silence(since);
    }

    private RuntimeException withReason(RuntimeException failure) {
        return interruptedBy.isEmpty()
                ? failure
                : new EngineException(
                        EngineException.Kind.INTERRUPTED,
                        interrupted(String.valueOf(failure.getMessage())),
                        "",
                        failure);
    }

    private String interrupted(String problem) {
        return problem.endsWith("interrupted")
                ? problem + " after " + interruptedBy
                : problem + " (interrupted after " + interruptedBy + ")";
    }

    /** What is open-ended can be given up at any point; anything else ends as it would have, but is not tried again. */
    @Override
    public void cancel() {
        cancelled = true;
        if (nextAttempt != null && lastFailure != null) {
            nextAttempt.cancel();
            endFailed(lastFailure);
        } else if (action.verb().isOpenEnded()) {
            interruptCall();
        }
    }

    @Override
    public void interrupt(String reason) {
        interruptedBy = reason;
        if (nextAttempt != null && lastFailure != null) {
            nextAttempt.cancel();
            endFailed(withReason(lastFailure));
        } else {
            interruptCall();
        }
    }

    private void interruptCall() {
        if (ticket != null) {
            ticket.interrupt();
        }
    }

    private void endFailed(RuntimeException failure) {
        RuntimeException shown = failure instanceof EngineException engine ? engine.masked(run.masking()) : failure;
        end(new Outcome.Failed(shown, answerLost));
    }

    private void end(Outcome outcome) {
        if (!over) {
            over = true;
            ended.accept(outcome);
        }
    }
}
