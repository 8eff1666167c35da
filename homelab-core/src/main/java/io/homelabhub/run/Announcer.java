package io.homelabhub.run;

import io.homelabhub.engine.Effect;
import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.plan.Step;
import io.homelabhub.time.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** Tells the listener, as long as it does not throw. */
final class Announcer {
    private final Timing timing;
    private ProgressListener listener;

    Announcer(Timing timing, ProgressListener listener) {
        this.timing = timing;
        this.listener = listener;
    }

    /** Tells of the event made for this instant. On the coordinator's thread only. */
    void tell(Function<Instant, HomelabEvent> event) {
        try {
            listener.on(event.apply(timing.now()));
        } catch (RuntimeException | Error e) {
            // a failed assertion of a test's listener too: what the run has begun comes to its end all the same
            listener = ProgressListener.NONE;
            LoggerFactory.getLogger(Announcer.class).warn("a progress listener failed and gets no more events", e);
        }
    }

    void began(Step step) {
        tell(at -> new HomelabEvent.StepStarted(at, step));
    }

    /** What there is to be told of a call or a wait under way, as {@link HomelabEvent.StepProgressed} has it. */
    void progressed(Step step, String part, String status, long current, long total) {
        tell(at -> new HomelabEvent.StepProgressed(at, step, part, status, current, total));
    }

    /** How a step that had begun has ended. */
    void ended(Step step, Outcome outcome, Duration took) {
        tell(at -> {
            if (outcome instanceof Outcome.Succeeded done) {
                boolean changed = done.effect() == Effect.DONE;
                return new HomelabEvent.StepFinished(at, step, took, changed, done.note());
            }
            return outcome instanceof Outcome.Failed failed
                    ? new HomelabEvent.StepFailed(at, step, failed.failure())
                    : new HomelabEvent.StepCancelled(at, step);
        });
    }

    /** @param because the id of the failed step; 0 where the run was ended */
    void skipped(Step step, int because) {
        tell(at -> new HomelabEvent.StepSkipped(at, step, because));
    }
}
