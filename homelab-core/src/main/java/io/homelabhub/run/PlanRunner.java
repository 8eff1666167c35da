package io.homelabhub.run;

import io.homelabhub.engine.Engine;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.plan.Plan;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Carries plans out on one engine.
 *
 * <p>A step begins the moment everything it waits for has succeeded; there are no waves. The calling thread does all the
 * bookkeeping and tells the listener; calls to the engine run on threads of their own. Immutable; several runs at once are
 * possible, though two on one project would get in each other's way: whoever calls holds the project's lock.
 */
public final class PlanRunner {
    private final Engine engine;
    private final Timing timing;
    private final EndpointProber prober;
    private final UnaryOperator<String> masking;
    private final Optional<RunGroup> group;
    private final String host;

    private PlanRunner(Builder builder) {
        this.engine = builder.engine;
        this.timing = builder.timing;
        this.prober = builder.prober;
        this.masking = builder.masking;
        this.group = builder.group;
        this.host = builder.host;
    }

    /** A runner on {@code engine}, with the machine's clock, the network, and no masking unless said otherwise. */
    public static Builder builder(Engine engine) {
        return new Builder(engine);
    }

    /**
     * Carries {@code plan} out and returns when everything has ended, taking back included. What fails is in the result,
     * never thrown.
     *
     * <p>An interrupt of the calling thread is a {@link Cancellation#cancel()}, a second one a {@link
     * Cancellation#cancelNow()}; the flag is set again on return.
     *
     * @param listener told on the calling thread
     * @param cancellation ends this run early
     */
    public ApplyResult run(Plan plan, ApplyOptions options, ProgressListener listener, Cancellation cancellation) {
        EventLoop loop = new EventLoop(timing, cancellation::escalate);
        EngineCalls calls = new EngineCalls(loop, options.parallelism());
        Announcer announcer = new Announcer(timing, listener);
        RunContext context = new RunContext(
                plan, engine, prober, masking, loop, calls, announcer, new Outage(), new KeptFiles(plan));
        try {
            RunGroup.Member member =
                    group.orElseGet(() -> new RunGroup(Map.of(host, plan))).member(host);
            return new ApplyRun(context, options, member).run(cancellation);
        } finally {
            loop.restoreInterrupt();
        }
    }

    /**
     * What comes of a plan without steps. The listener hears of a run that begins and ends; no engine is needed.
     *
     * @throws IllegalArgumentException if there is something to do
     */
    public static ApplyResult nothingToDo(Plan plan, ProgressListener listener, Timing timing) {
        if (!plan.isEmpty()) {
            throw new IllegalArgumentException("the plan has " + plan.steps().size() + " steps");
        }
        Announcer announcer = new Announcer(timing, listener);
        announcer.tell(at -> new HomelabEvent.RunStarted(at, plan));
        announcer.tell(at -> new HomelabEvent.RunFinished(at, Duration.ZERO));
        return new ApplyResult(plan, Ending.NOTHING_TO_DO, List.of(), List.of(), List.of(), Duration.ZERO);
    }

    /** Settings of a runner. */
    public static final class Builder {
        private final Engine engine;
        private Timing timing = Timing.system();
        private EndpointProber prober = EndpointProber.network();
        private UnaryOperator<String> masking = UnaryOperator.identity();
        private Optional<RunGroup> group = Optional.empty();
        private String host = "";

        private Builder(Engine engine) {
            this.engine = engine;
        }

        /** The clock and the threads. */
        public Builder timing(Timing timing) {
            this.timing = timing;
            return this;
        }

        /** Who asks endpoints of the catalog. */
        public Builder prober(EndpointProber prober) {
            this.prober = prober;
            return this;
        }

        /** What takes secrets out of what containers print, before it comes into a report. */
        public Builder masking(UnaryOperator<String> masking) {
            this.masking = masking;
            return this;
        }

        /**
         * The runs on other hosts that belong to the same deploy: none goes past the point from which there is no way back before all may.
         *
         * @param host this one's name in the group
         */
        public Builder group(RunGroup group, String host) {
            this.group = Optional.of(group);
            this.host = host;
            return this;
        }

        public PlanRunner build() {
            return new PlanRunner(this);
        }
    }
}
