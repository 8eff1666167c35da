package io.homelabhub.run;

import io.homelabhub.engine.ActionProgress;
import io.homelabhub.engine.DelegatingEngine;
import io.homelabhub.engine.Effect;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.plan.Action;
import io.homelabhub.plan.Plan;
import io.homelabhub.testkit.engine.FakeEngine;
import io.homelabhub.testkit.time.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A runner, a fake engine and what was heard, all on one virtual clock. The engine can be made to fail on the way. */
final class Lab {
    final VirtualClock clock;
    final FakeEngine engine;
    final List<HomelabEvent> heard = new ArrayList<>();
    final Cancellation cancellation = new Cancellation();
    EndpointProber prober = (endpoint, within) -> new ProbeResult(ProbeResult.Verdict.FAILED, "nobody asked");
    Consumer<HomelabEvent> onEvent = event -> {};
    /** What takes an hour that no interrupt ends. */
    Predicate<Action> deaf = action -> false;

    private final List<Fault> faults = new ArrayList<>();

    /** Something that goes wrong with the next {@code times} actions that match. */
    private static final class Fault {
        final Predicate<Action> which;
        final EngineException.Kind kind;
        final boolean carriedOut;
        int times;

        Fault(Predicate<Action> which, EngineException.Kind kind, boolean carriedOut, int times) {
            this.which = which;
            this.kind = kind;
            this.carriedOut = carriedOut;
            this.times = times;
        }
    }

    public Lab(long seed) {
        clock = VirtualClock.seeded(seed);
        engine = new FakeEngine(clock, seed);
    }

    /** The image has a health test that the engine runs every ten seconds, as in the bundles. */
    Lab healthTested(String... images) {
        for (String image : images) {
            engine.image(image).healthcheck(Duration.ofSeconds(10), 3, "CMD", "test");
            engine.has(image);
        }
        return this;
    }

    Lab fails(Predicate<Action> which, EngineException.Kind kind) {
        faults.add(new Fault(which, kind, false, Integer.MAX_VALUE));
        return this;
    }

    /** The next one is carried out, or not, and its answer lost. */
    Lab losesAnswer(Predicate<Action> which, boolean carriedOut) {
        faults.add(new Fault(which, EngineException.Kind.UNREACHABLE, carriedOut, 1));
        return this;
    }

    static Predicate<Action> starts(String container) {
        return action -> action.equals(new Action.StartContainer(container));
    }

    static Predicate<Action> creates(String container) {
        return action -> action instanceof Action.CreateContainer create
                && create.container().name().equals(container);
    }

    static Predicate<Action> pulls(String image) {
        return action ->
                action instanceof Action.PullImage pull && pull.reference().equals(image);
    }

    ApplyResult apply(DeployPlan plan) {
        return apply(plan, ApplyOptions.DEFAULT);
    }

    ApplyResult apply(DeployPlan plan, ApplyOptions options) {
        return apply(plan.plan(), options);
    }

    ApplyResult apply(Plan plan, ApplyOptions options) {
        return PlanRunner.builder(new Faulty())
                .timing(clock)
                .prober(prober)
                .build()
                .run(
                        plan,
                        options,
                        event -> {
                            heard.add(event);
                            onEvent.accept(event);
                        },
                        cancellation);
    }

    private Optional<Fault> fault(Action action) {
        Optional<Fault> fault = faults.stream()
                .filter(one -> one.times > 0 && one.which.test(action))
                .findFirst();
        fault.ifPresent(one -> one.times--);
        return fault;
    }

    private void hearNothing(Duration until) {
        while (clock.elapsed().compareTo(until) < 0) {
            try {
                clock.sleep(until.minus(clock.elapsed()));
            } catch (InterruptedException interrupted) {
                // unheard
            }
        }
    }

    private final class Faulty extends DelegatingEngine {
        Faulty() {
            super(engine);
        }

        @Override
        public Effect perform(Action action, ActionProgress progress) {
            if (deaf.test(action)) {
                hearNothing(clock.elapsed().plus(Duration.ofHours(1)));
            }
            Optional<Fault> fault = fault(action);
            if (fault.isEmpty()) {
                return super.perform(action, progress);
            }
            if (fault.get().carriedOut) {
                Effect unused = super.perform(action, progress);
            }
            throw new EngineException(fault.get().kind, "scripted");
        }
    }
}
