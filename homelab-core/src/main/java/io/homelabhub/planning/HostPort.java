package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import io.homelabhub.resource.ApiObject;
import io.homelabhub.resource.ContainerSpec;
import io.homelabhub.spelling.ContainerPort;
import io.homelabhub.spelling.HostAddress;
import io.homelabhub.spelling.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A port of the host that a container takes.
 *
 * @param address the address; empty for all
 * @param port 1 to 65535
 * @param protocol tcp, udp or sctp
 */
record HostPort(String address, int port, String protocol) implements Single {
    private static final Set<String> ALL = Set.of("", "0.0.0.0", "::");

    HostPort {
        address = IpAddress.canonical(address);
        protocol = protocol.toLowerCase(Locale.ROOT);
    }

    /** The ports that a wanted container takes; not ranges, of which the engine picks a free one. */
    static List<HostPort> of(ContainerSpec wanted) {
        return choices(wanted).stream()
                .filter(choice -> choice.size() == 1)
                .map(choice -> choice.get(0))
                .toList();
    }

    /** For each port that a wanted container publishes those of which the host gives it one; nothing where any will do. */
    static List<List<HostPort>> choices(ContainerSpec wanted) {
        String mode = wanted.hostConfig().string("NetworkMode").orElse("");
        if (mode.equals("host") || mode.equals("none") || mode.startsWith("container:")) {
            return List.of(); // the engine publishes nothing there
        }
        List<List<HostPort>> choices = new ArrayList<>();
        ApiObject bindings = wanted.hostConfig().object("PortBindings");
        for (String containerPort : bindings.members().keySet()) {
            int slash = containerPort.indexOf('/');
            String protocol = slash < 0 ? "tcp" : containerPort.substring(slash + 1);
            for (ApiObject binding : bindings.objects(containerPort)) {
                choices.add(choice(binding, protocol));
            }
        }
        return choices.stream().filter(choice -> !choice.isEmpty()).toList();
    }

    private static List<HostPort> choice(ApiObject binding, String protocol) {
        String address = binding.string("HostIp").orElse("");
        return ContainerPort.parse(binding.string("HostPort").orElse("")).stream()
                .map(ContainerPort::number)
                .filter(port -> port > 0)
                .map(port -> new HostPort(address, port, protocol))
                .toList();
    }

    /** The ports that a live container holds. */
    static List<HostPort> of(ObservedContainer live) {
        return live.ports().stream()
                .map(port -> new HostPort(port.hostAddress(), port.hostPort(), port.protocol()))
                .toList();
    }

    /** Whether two containers cannot hold both. */
    boolean clashesWith(HostPort other) {
        return port == other.port && protocol.equals(other.protocol) && HostAddress.overlap(address, other.address);
    }

    @Override
    public boolean isHeldBy(ObservedContainer live) {
        return of(live).stream().anyMatch(this::clashesWith);
    }

    @Override
    public String text() {
        return "port " + this;
    }

    /** {@code 127.0.0.1:8080/tcp}, or {@code 8080/tcp} for all addresses. */
    @Override
    public String toString() {
        return (ALL.contains(address) ? "" : address + ":") + port + "/" + protocol;
    }
}
