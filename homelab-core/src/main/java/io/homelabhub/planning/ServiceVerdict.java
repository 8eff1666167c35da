package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Downtime;
import io.homelabhub.plan.Verdict;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Sums up what is done to the containers of a service as one verdict on it. */
final class ServiceVerdict {
    private static final List<Verdict> BY_WEIGHT = List.of(
            Verdict.RECREATE,
            Verdict.CREATE,
            Verdict.RESTART,
            Verdict.START,
            Verdict.SIGNAL,
            Verdict.UPDATE,
            Verdict.KEEP);

    private static final Set<Cause.Kind> CLEARED = Set.of(Cause.Kind.SURPLUS, Cause.Kind.LEFT_OVER);

    private ServiceVerdict() {}

    static Change of(
            DesiredService service, List<SlotPlan> slots, List<ObservedContainer> beyond, Replacements replacements) {
        ResourceId resource = ResourceId.service(service.name());
        List<Cause> causes = new ArrayList<>();
        Verdict verdict = slots.stream()
                .map(slot -> slot.decision().verdict())
                .min(Comparator.comparingInt(BY_WEIGHT::indexOf))
                .orElse(Verdict.KEEP);
        for (SlotPlan slot : slots) {
            if (slot.decision().verdict() == verdict) {
                slot.decision().causes().stream()
                        .filter(cause -> !causes.contains(cause))
                        .forEach(causes::add);
            }
        }
        List<ObservedContainer> surplus = new ArrayList<>(beyond);
        slots.forEach(slot -> surplus.addAll(slot.surplus()));
        surplus.forEach(container -> causes.add(Cause.of(Cause.Kind.SURPLUS, container.name())));
        slots.forEach(slot ->
                slot.leftovers().forEach(container -> causes.add(Cause.of(Cause.Kind.LEFT_OVER, container.name()))));
        boolean clearing = causes.stream().anyMatch(cause -> CLEARED.contains(cause.kind()));
        if (clearing && verdict == Verdict.KEEP) {
            causes.removeIf(cause -> cause.kind() == Cause.Kind.UP_TO_DATE);
            verdict = Verdict.UPDATE;
        }
        if (causes.isEmpty()) {
            causes.add(Cause.of(Cause.Kind.UP_TO_DATE));
        }
        List<String> stopsFirst = slots.stream()
                .filter(slot -> slot.kind() == SlotPlan.Kind.REPLACE)
                .flatMap(slot -> replacements.stopsFirst(slot).stream())
                .distinct()
                .toList();
        return new Change(resource, verdict, causes, downtime(slots, replacements::isStartFirst), false, stopsFirst);
    }

    private static Downtime downtime(List<SlotPlan> slots, Predicate<SlotPlan> startFirst) {
        boolean interrupts = slots.stream()
                .anyMatch(slot -> slot.kind() == SlotPlan.Kind.RESTART
                        || (slot.kind() == SlotPlan.Kind.REPLACE && !startFirst.test(slot)));
        return interrupts ? Downtime.RESTART : Downtime.NONE;
    }
}
