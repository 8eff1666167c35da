package io.homelabhub.inventory;

import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.host.Host;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of a look at a host.
 *
 * @param engine who answered; empty if nobody did
 * @param connecting how long it took until the engine answered, or until it was given up
 * @param latency how long a further call took, on the way that stood by then; zero if nobody answered
 * @param failure why nobody answered, with the remedy
 */
public record HostCheck(
        Host host,
        Optional<EngineInfo> engine,
        Duration connecting,
        Duration latency,
        Optional<EngineException> failure) {
    /** Whether its engine answered. */
    public boolean isReachable() {
        return engine.isPresent();
    }
}
