package io.homelabhub.cli;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Plan;
import io.homelabhub.plan.Step;
import io.homelabhub.plan.Work;
import io.homelabhub.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A small run, event by event: postgres is pulled, started and waited for; the bot is started after it. */
final class Events {
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    static final Step PULL = step(1, new Action.PullImage("postgres:16", Optional.empty()), "postgres");
    static final Step RUN = step(2, new Action.StartContainer("homelab-postgres"), "postgres", 1);
    static final Step READY = step(
            3,
            new Await(
                    "homelab-postgres",
                    "postgres",
                    Await.Condition.HEALTHY,
                    Duration.ofMinutes(2),
                    Optional.empty(),
                    true),
            "postgres",
            2);
    static final Step BOT = step(4, new Action.StartContainer("bot"), "bot", 3);
    static final Plan PLAN = new Plan("homelab", "deploy bots", List.of(), List.of(PULL, RUN, READY, BOT), List.of());

    private final List<ProgressListener> listeners;
    private Instant now = START;

    Events(ProgressListener... listeners) {
        this.listeners = List.of(listeners);
    }

    private static Step step(int id, Work work, String service, Integer... after) {
        return new Step(id, work, ResourceId.service(service), Set.of(after), Set.of(), List.of());
    }

    Events begin() {
        return tell(new HomelabEvent.RunStarted(now, PLAN));
    }

    Events starts(Step step) {
        return tell(new HomelabEvent.StepStarted(now, step));
    }

    Events moves(Step step, String part, long current, long total) {
        return tell(new HomelabEvent.StepProgressed(now, step, part, "Downloading", current, total));
    }

    Events finishes(Step step, String note) {
        return tell(new HomelabEvent.StepFinished(now, step, Duration.ofMillis(1500), true, note));
    }

    Events fails(Step step, String message) {
        return tell(new HomelabEvent.StepFailed(now, step, new IllegalStateException(message)));
    }

    Events skips(Step step, Step because) {
        return tell(new HomelabEvent.StepSkipped(now, step, because.id()));
    }

    Events undoes(Step step) {
        tell(new HomelabEvent.RollbackStarted(now));
        return tell(new HomelabEvent.StepUndone(now, step, new Action.StopContainer("x", Optional.empty())));
    }

    Events ends() {
        return tell(new HomelabEvent.RunFinished(now, Duration.between(START, now)));
    }

    Events after(double seconds) {
        now = now.plusMillis((long) (seconds * 1000));
        return this;
    }

    Instant now() {
        return now;
    }

    private Events tell(HomelabEvent event) {
        new ArrayList<>(listeners).forEach(listener -> listener.on(event));
        return this;
    }
}
