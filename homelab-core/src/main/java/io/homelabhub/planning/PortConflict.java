package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.DesiredState;
import io.homelabhub.observed.HostListener;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedState;
import io.homelabhub.observed.ProjectContainers;
import io.homelabhub.resource.ContainerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A port that a service cannot have, as somebody else has it.
 *
 * @param service by its name in the Compose files
 * @param port as {@code 8080/tcp}
 * @param holder who has it, as {@code container web of project shop} or {@code process nginx (812)}
 * @param container its name, if it is one
 */
public record PortConflict(String service, String port, String holder, Optional<String> container) {
    /** The ports of the host that services may be given, and no container holds. */
    public static Set<Integer> wanted(DesiredState desired, ObservedState observed) {
        Set<Integer> ports = new TreeSet<>();
        desired.services().forEach(service -> service.containers().forEach(container -> HostPort.choices(container)
                .forEach(choice -> choice.forEach(port -> ports.add(port.port())))));
        observed.containers().forEach(container -> container.ports().forEach(port -> ports.remove(port.hostPort())));
        return ports;
    }

    /** Of those who have ports, whoever will surely keep them: a container in the network of the host may be about to go. */
    public static List<HostListener> surely(List<HostListener> listeners, ObservedState observed) {
        boolean onHost = observed.containers().stream()
                .anyMatch(container -> container.networks().containsKey("host"));
        return listeners.stream()
                .filter(listener -> listener.kind() == HostListener.Kind.PROCESS
                        || (listener.kind() == HostListener.Kind.UNKNOWN && !onHost))
                .toList();
    }

    /** All that keeps services from their ports, other containers of the same service aside. */
    public static List<PortConflict> of(DesiredState desired, ObservedState observed) {
        Holders holders = new Holders(desired, ProjectContainers.of(desired.project(), observed));
        List<PortConflict> conflicts = new ArrayList<>();
        for (DesiredService service : desired.services()) {
            for (ContainerSpec wanted : service.containers()) {
                HostPort.choices(wanted).forEach(choice -> {
                    List<PortConflict> held = choice.stream()
                            .flatMap(port -> holder(service, port, desired, observed, holders).stream())
                            .toList();
                    if (held.size() == choice.size()) {
                        conflicts.addAll(held);
                    }
                });
            }
        }
        return conflicts.stream().distinct().toList();
    }

    private static Optional<PortConflict> holder(
            DesiredService service, HostPort port, DesiredState desired, ObservedState observed, Holders holders) {
        ProjectContainers ours = ProjectContainers.of(desired.project(), observed);
        List<ObservedContainer> having =
                observed.containers().stream().filter(port::isHeldBy).toList();
        if (having.isEmpty()) {
            return HostListeners.of(port, observed.containers(), observed.listeners())
                    .map(HostListener::holder)
                    .map(holder -> new PortConflict(service.name(), port.toString(), holder, Optional.empty()));
        }
        return having.stream()
                .filter(container -> !ours.of(service.name()).contains(container))
                .findFirst()
                .map(container -> new PortConflict(
                        service.name(), port.toString(), holders.text(container), Optional.of(container.name())));
    }
}
