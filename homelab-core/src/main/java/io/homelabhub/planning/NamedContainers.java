package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Cause;
import io.homelabhub.resource.ContainerReference;
import io.homelabhub.resource.ContainerSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Knows whether the containers that others name will be there: those whose namespaces, volumes or links they share. The
 * engine refuses a container that names one that is not there, and by then the one that ran before has been stopped.
 */
final class NamedContainers {
    private final ObservedIndex observed;
    private final Set<String> planned;

    NamedContainers(DesiredState desired, ObservedIndex observed) {
        this.observed = observed;
        this.planned = desired.services().stream()
                .map(DesiredService::containers)
                .flatMap(List::stream)
                .map(ContainerSpec::name)
                .collect(Collectors.toSet());
    }

    /** Why containers of these cannot come about, once for each that is missing; empty if they can. */
    List<Cause> missing(List<SlotPlan> slots) {
        return slots.stream()
                .filter(slot -> slot.kind().creates() || slot.kind().starts())
                .flatMap(slot -> ContainerReference.of(slot.wanted()).stream())
                .flatMap(reference -> missing(reference).stream())
                .distinct()
                .map(subject -> Cause.of(Cause.Kind.LENDER_MISSING, subject))
                .toList();
    }

    private Optional<String> missing(ContainerReference reference) {
        if (planned.contains(reference.container())) {
            return Optional.empty();
        }
        String subject =
                "container " + reference.container() + " (" + reference.kind().key() + "), which ";
        Optional<ObservedContainer> live = observed.find(reference.container());
        if (live.isEmpty()) {
            return Optional.of(subject + "is not there");
        }
        boolean idle = reference.kind().needsItRunning() && !live.get().state().isUp();
        return idle ? Optional.of(subject + "does not run") : Optional.empty();
    }
}
