package io.homelabhub.testkit.simulation;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.plan.Verb;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.testkit.time.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run of one plan: what was heard of it, and what it came to. */
final class Run implements ProgressListener {
    private final List<HomelabEvent> events = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();
    private Duration began = Duration.ZERO;
    private Duration ended = Duration.ZERO;
    private Optional<Duration> toldToEnd = Optional.empty();
    private Optional<Duration> toldToEndNow = Optional.empty();
    private boolean takingBack;
    private @Nullable ApplyResult result;

    @Override
    public void on(HomelabEvent event) {
        events.add(event);
        takingBack |= event instanceof HomelabEvent.RollbackStarted;
    }

    void began(Duration at) {
        began = at;
    }

    void ended(ApplyResult what, Duration at) {
        result = what;
        ended = at;
    }

    /** The first time counts. */
    void toldToEnd(Duration at) {
        toldToEnd = toldToEnd.or(() -> Optional.of(at));
    }

    void toldToEndNow(Duration at) {
        toldToEnd(at);
        toldToEndNow = Optional.of(at);
    }

    Duration began() {
        return began;
    }

    Duration ended() {
        return ended;
    }

    /** When it was first told to end, at once or not. */
    Optional<Duration> toldToEnd() {
        return toldToEnd;
    }

    Optional<Duration> toldToEndNow() {
        return toldToEndNow;
    }

    boolean isTakingBack() {
        return takingBack;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** When the engine was asked to start a service, on the run's clock; far from now if it was not. */
    Duration askedToStart(String service) {
        return events.stream()
                .flatMap(event ->
                        event instanceof HomelabEvent.StepStarted started ? Stream.of(started) : Stream.empty())
                .filter(started -> started.step().work().does(Verb.START)
                        && started.step().resource().equals(ResourceId.service(service)))
                .map(started -> Duration.between(VirtualClock.START, started.at()))
                .reduce(Duration.ofDays(1), (earlier, later) -> later);
    }

    List<HomelabEvent> events() {
        return List.copyOf(events);
    }

    ApplyResult result() {
        return Optional.ofNullable(result).orElseThrow();
    }
}
