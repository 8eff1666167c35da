package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Await.Condition;
import io.homelabhub.plan.Lasting;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.NetworkAttachment;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What containers have to be at the end of a run. A container without a health test that ends with exit code 0 may have been a
 * job that nobody waits for, or a server that gave up. It was no job if it was up when the run was planned, or publishes a port;
 * and it is one if its restart policy says that only a failure brings it back.
 */
final class EndOfRun {
    private EndOfRun() {}

    /** @param there the containers that the service has already */
    static Lasting of(DesiredService service, Condition condition, Collection<ObservedContainer> there) {
        Set<String> networks = service.containers().stream()
                .flatMap(container -> container.networks().stream())
                .map(NetworkAttachment::network)
                .collect(Collectors.toSet());
        boolean wasUp = there.stream().anyMatch(container -> container.state().isUp());
        Lasting.End end = service.containers().stream()
                .findFirst()
                .map(container -> end(container.hostConfig(), condition, wasUp))
                .orElse(Lasting.End.TOLD);
        return new Lasting(Optional.empty(), networks, end);
    }

    /** Of one that is there, as it is. */
    static Lasting of(ObservedContainer container, Condition condition) {
        ApiObject hostConfig = container.inspection().orElse(ApiObject.EMPTY).object("HostConfig");
        Lasting.End end = end(hostConfig, condition, container.state().isUp());
        return new Lasting(Optional.empty(), container.networks().keySet(), end);
    }

    private static Lasting.End end(ApiObject hostConfig, Condition condition, boolean wasUp) {
        String policy = hostConfig.object("RestartPolicy").string("Name").orElse("");
        if (condition == Condition.COMPLETED || policy.equals("on-failure")) {
            return Lasting.End.ACCEPTED;
        }
        boolean publishes = !hostConfig.object("PortBindings").isEmpty();
        return wasUp || publishes ? Lasting.End.FAILS : Lasting.End.TOLD;
    }
}
