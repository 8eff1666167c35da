package io.homelabhub.report;

import io.homelabhub.observed.Health;
import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.observed.ObservedPort;
import io.homelabhub.observed.Restarts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a container's state reads. */
public final class ContainerWords {
    private ContainerWords() {}

    /** {@code running (healthy)}, {@code exited (1)}, {@code running, restarted 4 times, last 12 s ago}. */
    public static String state(ObservedContainer container, Instant now) {
        String state = lastState(container);
        return Restarts.of(container)
                .map(restarts -> restarts.text(now))
                .filter(text -> !text.isEmpty())
                .map(text -> state + ", " + text)
                .orElse(state);
    }

    private static String lastState(ObservedContainer container) {
        String state = container.state().name().toLowerCase(Locale.ROOT);
        if (container.state().isRunning()) {
            return container.health() == Health.NONE ? state : state + " (" + health(container) + ")";
        }
        return exitCode(container).map(code -> state + " (" + code + ")").orElse(state);
    }

    /** Of its last end. A listing says 0 while a container waits for its restart. */
    public static Optional<Integer> exitCode(ObservedContainer container) {
        return Restarts.of(container).map(Restarts::exitCode).orElseGet(container::exitCode);
    }

    private static String health(ObservedContainer container) {
        return isUnchecked(container)
                ? "check pending"
                : container.health().name().toLowerCase(Locale.ROOT);
    }

    /** Whether the engine, which runs a health test for the first time after its interval, has not done so yet. */
    public static boolean isUnchecked(ObservedContainer container) {
        return container.state().isRunning() && container.health() == Health.STARTING;
    }

    /** {@code 8080->80, 127.0.0.1:5432, 53/udp}; empty if there are none. */
    public static String ports(List<ObservedPort> ports) {
        return ports.stream()
                .filter(port -> !port.hostAddress().contains(":")) // the same again for IPv6
                .map(ContainerWords::port)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String port(ObservedPort port) {
        String address = port.hostAddress().equals("0.0.0.0") ? "" : port.hostAddress() + ":";
        String to = port.hostPort() == port.containerPort() ? "" : "->" + port.containerPort();
        return address + port.hostPort() + to + (port.protocol().equals("tcp") ? "" : "/" + port.protocol());
    }
}
