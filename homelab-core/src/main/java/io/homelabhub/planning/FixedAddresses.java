package io.homelabhub.planning;

import io.homelabhub.desired.DesiredDependency;
import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.resource.NetworkAttachment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets the addresses that the owner has given be taken before those who take whatever address is free in the same network. */
final class FixedAddresses {
    /** Who waits for whom, by service; grows by what is ordered here. */
    private final Map<String, Set<String>> waits = new HashMap<>();

    private record Starting(DesiredService service, PlannedService steps) {}

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
        for (Starting fixed : starting) {
            starting.stream()
                    .filter(other -> givesWay(other.service(), fixed.service()))
                    .forEach(other -> startsAfter(other, fixed));
        }
    }

    /** Whether a service takes any address in a network in which the other has one of its own. */
    private static boolean givesWay(DesiredService service, DesiredService fixed) {
        Set<String> networks = attachments(fixed)
                .filter(attachment -> NetworkAddress.ofIp(attachment).findAny().isPresent())
                .map(NetworkAttachment::network)
                .collect(Collectors.toSet());
        return !service.name().equals(fixed.name())
                && attachments(service)
                        .filter(attachment ->
                                NetworkAddress.ofIp(attachment).findAny().isEmpty())
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
}
