package io.homelabhub.run;

import io.homelabhub.event.HomelabEvent;
import io.homelabhub.event.ProgressListener;
import io.homelabhub.time.Timing;
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
        } catch (RuntimeException e) {
            listener = ProgressListener.NONE;
            LoggerFactory.getLogger(Announcer.class).warn("a progress listener failed and hears nothing more", e);
        }
    }
}
