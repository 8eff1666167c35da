package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.plan.Await;
import io.homelabhub.plan.Lasting;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a service's containers are waited for after a start, and how.
 *
 * @param readyWithin the longest time from start to ready, more than zero
 * @param endpoint where to ask in addition
 * @param probing whether the container's health test may be run by us, beside the engine's own
 * @param settlesWithin how long it must have stayed up at the end; empty for what its past suggests
 */
public record ServiceWait(
        Duration readyWithin, Optional<Await.Endpoint> endpoint, boolean probing, Optional<Duration> settlesWithin) {
    /** Of a service of which only the containers are known. */
    public static final ServiceWait USUAL =
            new ServiceWait(Duration.ofMinutes(5), Optional.empty(), true, Optional.empty());

    /** As the files have it. */
    public static ServiceWait of(DesiredService service) {
        return new ServiceWait(service.readyWithin(), service.endpoint(), service.probing(), service.settlesWithin());
    }

    /** @param end what the container has to be at the end of the run, but for how long it takes to settle */
    Await await(String container, String service, Await.Condition until, Lasting end) {
        boolean reachable = until == Await.Condition.READY && endpoint.isPresent();
        Lasting lasting = new Lasting(settlesWithin, end.networks(), end.end());
        Await.Condition condition = reachable ? Await.Condition.REACHABLE : until;
        return new Await(container, service, condition, readyWithin, endpoint, probing, lasting);
    }
}
