package io.homelabhub.planning;

import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.plan.Cause;
import io.homelabhub.plan.Change;
import io.homelabhub.plan.Verdict;
import io.homelabhub.planning.StepDrafts.Draft;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.resource.NetworkAttachment;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.spelling.IpAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sees to it that an address that the owner has given to a container is free when that starts: it starts after the container
 * of this plan that has the address now, and before those on the same network that take whatever address is free. If one
 * that stays has it, the container is refused.
 */
final class FixedAddresses {
    private final ObservedIndex observed;
    private final StepDrafts steps;
    private final Verdicts verdicts;
    /** Who waits for whom, by service; grows by what is ordered here. */
    private final Map<String, Set<String>> waits = new HashMap<>();

    private record Place(String network, String address) {}

    private record Starting(DesiredService service, PlannedService steps) {}

    FixedAddresses(ObservedIndex observed, StepDrafts steps, Verdicts verdicts) {
        this.observed = observed;
        this.steps = steps;
        this.verdicts = verdicts;
    }

    void order(DesiredState desired, Map<String, PlannedService> planned) {
        for (DesiredService service : desired.services()) {
            waits.put(
                    service.name(),
                    service.dependencies().stream()
                            .map(DesiredDependency::service)
                            .collect(Collectors.toCollection(HashSet::new)));
        }
        List<Starting> starting = desired.services().stream()
                .flatMap(service -> Stream.ofNullable(planned.get(service.name()))
                        .filter(steps -> !steps.starts().isEmpty())
                        .map(steps -> new Starting(service, steps)))
                .toList();
        starting.forEach(one -> afterHolders(one.service(), one.steps()));
        for (Starting fixed : starting) {
            starting.stream()
                    .filter(other -> givesWay(other.service(), fixed.service()))
                    .forEach(other -> startsAfter(other, fixed));
        }
    }

    private void afterHolders(DesiredService service, PlannedService planned) {
        for (ContainerSpec wanted : service.containers()) {
            Set<Place> places =
                    wanted.networks().stream().flatMap(FixedAddresses::fixed).collect(Collectors.toSet());
            if (!places.isEmpty()) {
                observed.containers().stream()
                        .filter(holder -> held(holder).anyMatch(places::contains))
                        .forEach(holder -> afterHolder(service, planned, wanted, holder, places));
            }
        }
    }

    private void afterHolder(
            DesiredService service,
            PlannedService planned,
            ContainerSpec wanted,
            ObservedContainer holder,
            Set<Place> places) {
        List<Draft> stops = steps.all().stream()
                .filter(draft -> draft.stopped().filter(holder.id()::equals).isPresent())
                .toList();
        if (!stops.isEmpty()) {
            planned.starts().forEach(start -> start.after(stops));
        } else if (!holder.name().equals(wanted.name())) {
            Place place = held(holder).filter(places::contains).findFirst().orElseThrow();
            verdicts.give(Change.of(
                    ResourceId.service(service.name()),
                    Verdict.REFUSE,
                    Cause.of(
                            Cause.Kind.ADDRESS_TAKEN,
                            "container " + holder.name() + ": " + place.address() + " in network " + place.network())));
        }
    }

    /** Whether a service takes any address in a network in which the other has one of its own. */
    private static boolean givesWay(DesiredService service, DesiredService fixed) {
        Set<String> networks = attachments(fixed)
                .filter(attachment -> fixed(attachment).findAny().isPresent())
                .map(NetworkAttachment::network)
                .collect(Collectors.toSet());
        return !service.name().equals(fixed.name())
                && attachments(service)
                        .filter(attachment -> fixed(attachment).findAny().isEmpty())
                        .anyMatch(attachment -> networks.contains(attachment.network()));
    }

    private void startsAfter(Starting other, Starting fixed) {
        String name = other.service().name();
        String before = fixed.service().name();
        if (!waitsFor(before, name, new HashSet<>())) {
            waits.computeIfAbsent(name, any -> new HashSet<>()).add(before);
            Stream.concat(other.steps().starts().stream(), other.steps().rejoins().stream())
                    .forEach(join -> join.preferablyAfterEndOf(fixed.steps().starts()));
        }
    }

    private boolean waitsFor(String service, String other, Set<String> seen) {
        return service.equals(other)
                || (seen.add(service)
                        && waits.getOrDefault(service, Set.of()).stream()
                                .anyMatch(needed -> waitsFor(needed, other, seen)));
    }

    private static Stream<NetworkAttachment> attachments(DesiredService service) {
        return service.containers().stream().flatMap(container -> container.networks().stream());
    }

    private static Stream<Place> fixed(NetworkAttachment attachment) {
        ApiObject asked = attachment.endpoint().object("IPAMConfig");
        return Stream.of("IPv4Address", "IPv6Address")
                .flatMap(member -> asked.string(member).stream())
                .filter(address -> !address.isEmpty())
                .map(address -> new Place(attachment.network(), IpAddress.canonical(address)));
    }

    /** The addresses that a live container has; none while it does not run. */
    private static Stream<Place> held(ObservedContainer live) {
        return live.inspection().stream()
                .map(inspection -> inspection.object("NetworkSettings").object("Networks"))
                .flatMap(networks -> networks.members().keySet().stream()
                        .flatMap(name -> Stream.of("IPAddress", "GlobalIPv6Address")
                                .flatMap(member -> networks.object(name).string(member).stream())
                                .filter(address -> !address.isEmpty())
                                .map(address -> new Place(name, IpAddress.canonical(address)))));
    }
}
