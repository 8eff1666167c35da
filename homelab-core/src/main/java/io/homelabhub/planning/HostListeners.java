package io.homelabhub.planning;

import io.homelabhub.observed.HostListener;
import io.homelabhub.observed.ObservedContainer;
import java.util.Collection;
import java.util.Optional;

/** Tells which program of the host has a port. What a container has published is its own proxy's, and not looked for here. */
final class HostListeners {
    private HostListeners() {}

    /** Who of {@code listeners} has {@code port}; empty if nobody has, or a container. */
    static Optional<HostListener> of(
            HostPort port, Collection<ObservedContainer> containers, Collection<HostListener> listeners) {
        if (listeners.isEmpty() || containers.stream().anyMatch(port::isHeldBy)) {
            return Optional.empty();
        }
        return listeners.stream()
                .filter(listener ->
                        port.clashesWith(new HostPort(listener.address(), listener.port(), listener.protocol())))
                .findFirst();
    }
}
