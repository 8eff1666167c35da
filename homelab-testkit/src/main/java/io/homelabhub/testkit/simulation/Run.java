package io.homelabhub.testkit.simulation;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of one plan: what was heard of it, and what it came to. */
final class Run implements ProgressListener {
    private final List<HomelabEvent> events = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();
    private Duration began = Duration.ZERO;
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

    void ended(ApplyResult what) {
        result = what;
    }

    Duration began() {
        return began;
    }

    boolean isTakingBack() {
        return takingBack;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    List<HomelabEvent> events() {
        return List.copyOf(events);
    }

    ApplyResult result() {
        return Optional.ofNullable(result).orElseThrow();
    }
}
