package io.homelabhub.run;

import io.homelabhub.engine.ProbeResult;
import io.homelabhub.plan.Await.Endpoint;
import java.time.Duration;

/** Asks an endpoint outside of the engine, from this machine. */
@FunctionalInterface
public interface EndpointProber {
    /**
     * Asks once. Does not throw.
     *
     * @param endpoint of type HTTP or TCP
     * @param within the longest time, more than zero
     * @return PASSED for an HTTP status from 200 to 399 or an open TCP port; else FAILED, with what was seen
     */
    ProbeResult ask(Endpoint endpoint, Duration within);

    /** Over the network, by HTTP and sockets. Leaves no thread and no connection. */
    static EndpointProber network() {
        return new NetworkProber();
    }
}
