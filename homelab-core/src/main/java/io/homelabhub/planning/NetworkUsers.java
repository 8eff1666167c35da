package io.homelabhub.planning;

import io.homelabhub.desired.DesiredNetwork;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ContainerState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ResourceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sees to it that nobody is on a network when it is made anew. */
final class NetworkUsers {
    private final ObservedIndex observed;
    private final Verdicts verdicts;

    NetworkUsers(ObservedIndex observed, Verdicts verdicts) {
        this.observed = observed;
        this.verdicts = verdicts;
    }

    void requireStopped(DesiredState desired, NetworkPlanning networks, Map<String, PlannedService> planned) {
        Map<String, Draft> stops = new HashMap<>();
        planned.values().forEach(service -> service.stops()
                .forEach(stop -> stop.stopped().ifPresent(container -> stops.put(container, stop))));
        for (DesiredNetwork network : desired.networks()) {
            String name = network.spec().name();
            networks.removal(name).ifPresent(removal -> observed.containers().stream()
                    .filter(container -> container.networks().containsKey(name))
                    .forEach(container -> requireStopped(name, removal, container, stops)));
        }
    }

    private void requireStopped(String network, Draft removal, ObservedContainer container, Map<String, Draft> stops) {
        Optional<Draft> stop = Optional.ofNullable(stops.get(container.id()));
        stop.ifPresent(removal::after);
        if (stop.isEmpty() && container.state() == ContainerState.RUNNING) {
            verdicts.give(Change.of(
                    ResourceId.network(network),
                    Verdict.REFUSE,
                    Cause.of(Cause.Kind.NEEDED_BY, "container " + container.name())));
        }
    }
}
