package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ComposeLabels;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sees to it that a host port is free when a container that takes it starts: it starts after the container of this plan that
 * lets go of the port, and is refused if any other holds it.
 */
final class HostPorts {
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final Verdicts verdicts;

    HostPorts(ObservedIndex observed, StepDrafts steps, Verdicts verdicts) {
        this.observed = observed;
        this.steps = steps;
        this.verdicts = verdicts;
    }

    void order(DesiredState desired, Map<String, PlannedService> planned) {
        Map<String, Draft> stops = new HashMap<>();
        steps.all().forEach(draft -> draft.stopped().ifPresent(container -> stops.putIfAbsent(container, draft)));
        List<ObservedContainer> holders = observed.containers().stream()
                .filter(container -> !container.ports().isEmpty())
                .toList();
        for (DesiredService service : desired.services()) {
            PlannedService plannedService = planned.get(service.name());
            if (plannedService != null && !plannedService.starts().isEmpty()) {
                order(service, plannedService, holders, stops);
            }
        }
    }

    private void order(
            DesiredService service, PlannedService planned, List<ObservedContainer> holders, Map<String, Draft> stops) {
        for (ContainerSpec wanted : service.containers()) {
            for (HostPort port : HostPort.of(wanted)) {
                holders.stream()
                        .filter(holder -> HostPort.of(holder).stream().anyMatch(port::clashesWith))
                        .forEach(holder -> order(service, planned, wanted, port, holder, stops));
            }
        }
    }

    private void order(
            DesiredService service,
            PlannedService planned,
            ContainerSpec wanted,
            HostPort port,
            ObservedContainer holder,
            Map<String, Draft> stops) {
        Draft stop = stops.get(holder.id());
        if (stop != null) {
            planned.starts().forEach(start -> start.after(stop));
        } else if (!holder.name().equals(wanted.name())) {
            verdicts.give(Change.of(
                    ResourceId.service(service.name()),
                    Verdict.REFUSE,
                    Cause.of(Cause.Kind.PORT_TAKEN, held(port, holder))));
        }
    }

    private static String held(HostPort port, ObservedContainer holder) {
        String project = holder.label(ComposeLabels.PROJECT)
                .map(name -> " of project " + name)
                .orElse("");
        return "container " + holder.name() + project + ": " + port;
    }
}
