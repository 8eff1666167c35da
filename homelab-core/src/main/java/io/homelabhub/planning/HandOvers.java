package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Action.RenameContainer;
import io.homelabhub.plan.Cause;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sees to it that what there can only be one of is given up before it is taken: container names, ports of the host, addresses.
 * Who takes it waits for the container of this plan that lets go of it; if a container has it that stays, the taker is refused,
 * and told whose that container is. What goes for good in favour of another goes last, so that it can be brought back.
 */
final class HandOvers {
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final Verdicts verdicts;
    private final Holders holders;
    private final Map<String, PlannedService> planned;
    private final List<Draft> removedLast;
    private final Map<String, List<Draft>> stops = new HashMap<>();
    private final Map<String, Draft> renames = new HashMap<>();
    private final Map<String, Draft> removals = new HashMap<>();

    /**
     * @param steps all that the plan has
     * @param planned the steps of each service
     * @param removedLast what removes orphans when all else is done
     */
    HandOvers(
            ObservedIndex observed,
            StepDrafts steps,
            Verdicts verdicts,
            Holders holders,
            Map<String, PlannedService> planned,
            List<Draft> removedLast) {
        this.observed = observed;
        this.steps = steps;
        this.verdicts = verdicts;
        this.holders = holders;
        this.planned = planned;
        this.removedLast = removedLast;
        for (Draft draft : steps.all()) {
            draft.stopped().ifPresent(container -> stops.computeIfAbsent(container, any -> new ArrayList<>())
                    .add(draft));
            draft.renamed().ifPresent(container -> renames.putIfAbsent(container, draft));
            draft.removed().ifPresent(container -> removals.putIfAbsent(container, draft));
        }
    }

    /** @param leaving the containers that this plan removes and puts nothing in the place of */
    void order(DesiredState desired, Collection<ObservedContainer> leaving) {
        steps.all().forEach(draft -> draft.takenName()
                .flatMap(observed::container)
                .filter(holder -> draft.renamed().filter(holder.id()::equals).isEmpty())
                .ifPresent(holder -> takeName(draft, holder)));
        for (DesiredService service : desired.services()) {
            if (!taker(service.name()).starts().isEmpty()) {
                service.containers().forEach(wanted -> take(service.name(), wanted, leaving));
            }
        }
    }

    private PlannedService taker(String service) {
        return planned.getOrDefault(service, PlannedService.NONE);
    }

    private void takeName(Draft taker, ObservedContainer holder) {
        Optional<Draft> freed = Optional.ofNullable(renames.get(holder.id()))
                .or(() -> Optional.ofNullable(removals.get(holder.id()))
                        .map(removal -> goesLast(removal) ? renamed(holder, removal) : removal));
        if (freed.isEmpty()) {
            verdicts.refuse(taker.resource(), Cause.of(Cause.Kind.NAME_TAKEN, holders.text(holder)));
        } else {
            taker.after(freed.get());
            if (!freed.get().resource().equals(taker.resource())) {
                given("the name " + holder.name(), holder, taker.resource().name());
            }
        }
    }

    /** Not so what is left over, or holds on to what is made anew: that goes before anything takes its place. */
    private boolean goesLast(Draft removal) {
        return removedLast.contains(removal)
                || planned.values().stream()
                        .anyMatch(service -> service.commits().contains(removal));
    }

    /** What goes last has another name until then. */
    private Draft renamed(ObservedContainer holder, Draft removal) {
        String going = ContainerNames.going(holder.name());
        Draft rename = steps.add(
                        new RenameContainer(holder.id(), going),
                        removal.resource(),
                        new RenameContainer(holder.id(), holder.name()))
                .after(stops.getOrDefault(holder.id(), List.of()));
        renames.put(holder.id(), rename);
        removal.after(rename);
        return rename;
    }

    private void take(String service, ContainerSpec wanted, Collection<ObservedContainer> leaving) {
        Claim.of(wanted).forEach(claim -> take(service, wanted, claim));
        for (ObservedContainer holder : leaving) {
            Uniques.common(wanted, holder).forEach(common -> given(common, holder, service));
        }
    }

    private void take(String service, ContainerSpec wanted, Claim claim) {
        List<Single> free = new ArrayList<>(claim.alternatives());
        List<String> held = new ArrayList<>();
        for (ObservedContainer holder : observed.containers()) {
            for (Single single : claim.heldBy(holder)) {
                if (stops.containsKey(holder.id())) {
                    given(single.text(), holder, service);
                } else if (!isInPlaceOf(wanted, service, holder)) {
                    free.remove(single);
                    held.add(holders.text(holder) + ": " + single);
                }
            }
        }
        claim.alternatives().forEach(single -> observed.listener(single)
                .filter(any -> free.remove(single))
                .ifPresent(listener -> held.add(listener.holder() + ": " + single)));
        if (free.isEmpty()) {
            verdicts.refuse(ResourceId.service(service), Cause.of(claim.taken(), String.join(", ", held)));
        }
    }

    private boolean isInPlaceOf(ContainerSpec wanted, String service, ObservedContainer holder) {
        return holder.name().equals(wanted.name()) && observed.of(service).contains(holder);
    }

    private void given(String what, ObservedContainer holder, String service) {
        PlannedService taker = taker(service);
        taker.starts().forEach(start -> start.after(stops.getOrDefault(holder.id(), List.of())));
        Optional.ofNullable(removals.get(holder.id())).ifPresent(removal -> removal.preferablyAfter(taker.awaits()));
        verdicts.explain(
                ResourceId.container(holder.name()), Cause.of(Cause.Kind.GIVES_WAY, what + " to service " + service));
    }
}
