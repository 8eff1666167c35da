package io.homelabhub.testkit.simulation;

import io.homelabhub.deployment.PlanRefusedException;
import io.homelabhub.deployment.StalePlanException;
import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.DelegatingEngine;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.Engine;
import io.homelabhub.failure.StackTraces;
import io.homelabhub.plan.Action;
import io.homelabhub.run.ApplyFailedException;
import io.homelabhub.session.LockedException;
import io.homelabhub.testkit.simulation.Trouble.Mishap;
import io.homelabhub.time.Mailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two people deploy one project at about the same time, each through the front door: files, lock and all. */
final class Rivalry {
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final World world;
    private final Subject subject;
    private final Stage stage;
    private final List<Deed> deeds = new ArrayList<>();

    /** An action of one of the two. */
    private record Deed(String who, Action action, Duration began, Duration ended) {}

    /** What a deployment came to. */
    private record Outcome(String who, Optional<RuntimeException> failure) {}

    Rivalry(World world, Subject subject) {
        this.world = world;
        this.subject = subject;
        this.stage = new Stage(world, Subject.AS_IT_IS);
    }

    void play() {
        try (ComposeFile first = ComposeFile.of(Revision.first(world));
                ComposeFile second = ComposeFile.of(Revision.second(world))) {
            if (!world.first().isEmpty()) {
                deploy("earlier", first, Duration.ZERO);
            }
            stage.secondRevisionDoesAsItDoes();
            deeds.clear();
            both(second).forEach(this::requireExpected);
            requireOneAfterTheOther();
            new FrontDoor(stage, second).converge(Revision.second(world));
        }
    }

    private List<Outcome> both(ComposeFile file) {
        Mailbox<Outcome> outcomes = stage.clock.mailbox();
        Duration delay = Duration.ofMillis(100L * world.trouble().number());
        Duration patience = world.trouble().is(Mishap.PATIENT_RIVAL) ? PATIENCE : Duration.ZERO;
        stage.clock.start("one", () -> outcomes.put(attempt("one", file, Duration.ZERO, Duration.ZERO)));
        stage.clock.start("another", () -> outcomes.put(attempt("another", file, delay, patience)));
        try {
            return List.of(outcomes.take(), outcomes.take());
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Outcome attempt(String who, ComposeFile file, Duration delay, Duration patience) {
        stage.clock.advance(delay);
        try {
            deploy(who, file, patience);
            return new Outcome(who, Optional.empty());
        } catch (RuntimeException e) {
            return new Outcome(who, Optional.of(e));
        }
    }

    private void deploy(String who, ComposeFile file, Duration patience) {
        FrontDoor door = new FrontDoor(stage, file);
        door.lab(who, engine -> subject.engine(noting(who, engine)), stage.clock)
                .plan(door.everything().withLockWait(patience))
                .apply();
    }

    private Engine noting(String who, Engine engine) {
        return new DelegatingEngine(engine) {
            @Override
            public Effect perform(Action action, ActionProgress progress) {
                Duration began = stage.clock.elapsed();
                try {
                    return super.perform(action, progress);
                } finally {
                    deeds.add(new Deed(who, action, began, stage.clock.elapsed()));
                }
            }
        };
    }

    /** That services are ill, that the plan has become old, and that the lock is taken are all as they should be. */
    private void requireExpected(Outcome outcome) {
        @Nullable RuntimeException failure = outcome.failure().orElse(null);
        boolean expected = failure == null
                || failure instanceof ApplyFailedException
                || failure instanceof StalePlanException
                || failure instanceof PlanRefusedException
                || failure instanceof LockedException;
        Checks.require(
                11,
                expected,
                () -> outcome.who() + " failed: " + outcome.failure().map(StackTraces::text));
    }

    private void requireOneAfterTheOther() {
        for (Deed deed : deeds) {
            deeds.stream()
                    .filter(other -> !other.who().equals(deed.who()))
                    .filter(other -> isBetween(deed, other))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new ViolationFound(
                                new Violation(11, other + " in the midst of what " + deed.who() + " does"));
                    });
        }
    }

    /** Whether {@code other} began while the deployment of {@code deed} was at work. */
    private boolean isBetween(Deed deed, Deed other) {
        boolean goesOn = deeds.stream()
                .filter(later -> later.who().equals(deed.who()))
                .anyMatch(later -> later.ended().compareTo(other.began()) > 0);
        return deed.began().compareTo(other.began()) <= 0 && goesOn;
    }
}
