package io.homelabhub.run;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.ContainerEvent;
import io.homelabhub.engine.ContainerStatus;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Await.Endpoint;
import io.homelabhub.run.EngineCalls.Job;
import io.homelabhub.run.EngineCalls.Lane;
import io.homelabhub.run.EngineCalls.Ticket;
import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One wait for one container: looks at it, hears events, runs its test or asks its endpoint, from the start and ever less
 * often (every 50 ms at first, every second at last), until {@link Readiness} says that it is over or the time is up. One that
 * only has to stay up is looked at when it has.
 */
final class ReadinessWait implements RunningStep {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /** A pause is a fifth of the time waited: who needs long is noticed a tenth late on average. */
    private static final int SHARE_OF_WAIT = 5;

    private static final Duration QUESTION = Duration.ofSeconds(5);
    /** How long the engine may not answer: a restart of the Docker daemon with containers takes some 11 s. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private final Await await;
    private final Readiness readiness;
    private final RunContext run;
    private final Consumer<String> progressed;
    private final Consumer<Outcome> ended;
    private final Duration began;
    private final EventLoop.Timer deadline;
    private String container;
    private EventLoop.@Nullable Timer nextLook;
    private @Nullable Ticket look;
    private @Nullable ContainerStatus lastSeen;
    private @Nullable ActionAttempts comeback;
    private @Nullable Ticket probe;
    private boolean asking;
    private boolean lookAgain;
    private boolean over;
    private Duration lastAnswer;
    private String status = "not looked at yet";

    /**
     * @param readiness who decides
     * @param progressed told each time the wait is for something else
     * @param ended told once
     */
    ReadinessWait(
            RunContext run, Await await, Readiness readiness, Consumer<String> progressed, Consumer<Outcome> ended) {
        this.run = run;
        this.await = await;
        this.container = await.container();
        this.readiness = readiness;
        this.progressed = progressed;
        this.ended = ended;
        this.began = now();
        this.lastAnswer = began;
        this.deadline = run.loop().after(await.within(), () -> late(await.within()));
    }

    private Duration now() {
        return run.loop().timing().elapsed();
    }

    void begin() {
        look();
    }

    /** Waits for the container with this id, whatever name the run gives it meanwhile. */
    ReadinessWait of(String id) {
        container = id;
        return this;
    }

    private void look() {
        if (over || comeback != null) {
            return;
        }
        if (look != null) {
            lookAgain = true;
            return;
        }
        if (nextLook != null) {
            nextLook.cancel();
        }
        look = submit(Lane.LOOK, () -> run.engine().status(container), this::saw, this::lookFailed);
    }

    private <T> Ticket submit(Lane lane, Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed) {
        return run.calls().submit(new Job<>(await.service(), lane, 0, () -> !over, work, done, failed));
    }

    private void saw(Optional<ContainerStatus> seen) {
        look = null;
        lastAnswer = now();
        if (seen.isPresent()) {
            lastSeen = seen.get();
            if (readiness.mayBeDoneBefore(lastSeen)) {
                run.outage().mayBeDoneBefore(lastSeen);
            }
            run.outage().saw(lastSeen, lastAnswer);
            if (run.outage().hasEnded(lastSeen) && run.outage().mayComeBack(lastSeen.id())) {
                startAnew(lastSeen.id());
                return;
            }
            if (run.outage().hasBroughtBack(lastSeen)) {
                readiness.startedAnew();
            }
        }
        judge(readiness.saw(seen, lastAnswer.minus(began)));
        ask();
        planNextLook();
    }

    /** The engine was restarted, and has ended what this wait is for. */
    private void startAnew(String id) {
        progressed.accept("starting again: the engine was restarted");
        ActionAttempts start = new ActionAttempts(
                run, new Action.StartContainer(id), 0, () -> !over, ActionProgress.NONE, this::startedAnew);
        comeback = start;
        start.begin();
    }

    private void startedAnew(Outcome outcome) {
        comeback = null;
        if (outcome instanceof Outcome.Succeeded) {
            readiness.startedAnew();
            look();
        } else {
            end(outcome);
        }
    }

    /** The container when it was last looked at; empty if it never was. */
    Optional<ContainerStatus> lastSeen() {
        return Optional.ofNullable(lastSeen);
    }

    /** Since when it is up, on the run's clock. */
    Duration upSince() {
        return began.plus(readiness.upSince());
    }

    private void lookFailed(RuntimeException failure) {
        look = null;
        if (now().minus(lastAnswer).compareTo(LONGEST_SILENCE) > 0) {
            end(new Outcome.Failed(failure, false));
        }
        planNextLook();
    }

    private void planNextLook() {
        if (over) {
            return;
        }
        if (lookAgain) {
            lookAgain = false;
            look();
            return;
        }
        Duration waited = now().minus(began);
        nextLook = run.loop().after(readiness.settlesIn(waited).orElseGet(() -> pause(waited)), this::look);
    }

    private static Duration pause(Duration waited) {
        Duration share = waited.dividedBy(SHARE_OF_WAIT);
        if (share.compareTo(SHORTEST_PAUSE) < 0) {
            return SHORTEST_PAUSE;
        }
        return share.compareTo(LONGEST_PAUSE) < 0 ? share : LONGEST_PAUSE;
    }

    /** One question at a time: a container's test may be slow, and must not pile up. */
    private void ask() {
        if (over || asking) {
            return;
        }
        if (readiness.mayProbe()) {
            asking = true;
            probe = submit(
                    Lane.PROBE,
                    () -> run.engine().probe(container),
                    result -> answered(readiness.probed(result)),
                    this::notAnswered);
        } else if (readiness.mayAsk()) {
            asking = true;
            await.endpoint().ifPresent(this::askEndpoint);
        }
    }

    private void askEndpoint(Endpoint endpoint) {
        Consumer<ProbeResult> done = result -> answered(readiness.asked(result));
        if (endpoint.type() == Endpoint.Type.COMMAND) {
            List<String> command = List.of("/bin/sh", "-c", endpoint.target());
            probe = submit(
                    Lane.PROBE, () -> run.engine().execute(container, command, QUESTION), done, this::notAnswered);
        } else {
            run.loop().call(await.service(), () -> run.prober().ask(endpoint, QUESTION), done, this::notAnswered);
        }
    }

    private void answered(Readiness.Verdict verdict) {
        asking = false;
        probe = null;
        judge(verdict);
    }

    // the container may have ended meanwhile, or the engine be busy: the next look tells
    private void notAnswered(RuntimeException failure) {
        asking = false;
        probe = null;
    }

    /** An event of some container. */
    void heard(ContainerEvent event) {
        if (over || !readiness.isTold(event)) {
            return;
        }
        readiness.heard(event).ifPresent(this::judge);
        look();
    }

    private void judge(Readiness.Verdict verdict) {
        if (over) {
            return;
        }
        if (verdict instanceof Readiness.Verdict.Ready ready) {
            end(new Outcome.Succeeded(Effect.ALREADY_SO, ready.note()));
        } else if (verdict instanceof Readiness.Verdict.Over failed) {
            end(failed(failed));
        } else if (verdict instanceof Readiness.Verdict.Pending pending
                && !pending.status().equals(status)) {
            status = pending.status();
            progressed.accept(status);
        }
    }

    private Outcome failed(Readiness.Verdict.Over verdict) {
        return new Outcome.Failed(
                new NotReadyException(run.masking().apply(verdict.problem()), verdict.remedy()), false);
    }

    private void late(Duration limit) {
        end(failed(readiness.late(TimeText.exact(limit), status)));
    }

    @Override
    public void cancel() {
        end(new Outcome.Cancelled());
    }

    @Override
    public void interrupt(String reason) {
        Readiness.Verdict.Over late = readiness.late(reason, status);
        end(failed(late));
    }

    private void end(Outcome outcome) {
        if (over) {
            return;
        }
        over = true;
        deadline.cancel();
        if (nextLook != null) {
            nextLook.cancel();
        }
        withdraw(look);
        withdraw(probe);
        if (comeback != null) {
            comeback.interrupt("the wait");
        }
        ended.accept(outcome);
    }

    private static void withdraw(@Nullable Ticket ticket) {
        if (ticket != null) {
            ticket.withdraw();
        }
    }
}
