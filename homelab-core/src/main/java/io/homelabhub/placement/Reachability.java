package io.homelabhub.placement;

import io.homelabhub.catalog.Interface;
import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.compose.ComposeService;
import io.homelabhub.compose.PortMapping;
import io.homelabhub.graph.Dependency;
import io.homelabhub.host.Host;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a service is reached from another host: there, networks of the engine end, so what others use has to be published, at the
 * port that they know it by, on an address of its host that they reach.
 */
final class Reachability {
    /** What {@code extra_hosts} takes: no names. */
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]+");

    private static final String TCP = "tcp";

    /** What an interface can say of what carries it; all else (http …) goes over TCP. */
    private static final Set<String> CARRIERS = Set.of(TCP, "udp", "sctp");

    private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::");

    private final Dependency edge;
    private final Site site;
    private final Optional<ServiceDefinition> definition;
    private final Optional<ComposeService> service;
    private final String run;

    /**
     * @param definition of what is needed; empty if the catalog does not have it
     * @param service likewise; empty if no Compose file has it
     * @param run where the dependant runs, for people
     */
    Reachability(
            Dependency edge,
            Site site,
            Optional<ServiceDefinition> definition,
            Optional<ComposeService> service,
            String run) {
        this.edge = edge;
        this.site = site;
        this.definition = definition;
        this.service = service;
        this.run = run;
    }

    /** A port in the container, and what is carried there: {@code tcp}, {@code udp} or {@code sctp}. */
    private record Port(int number, String protocol) implements Comparable<Port> {
        @Override
        public int compareTo(Port other) {
            return Comparator.comparingInt(Port::number)
                    .thenComparing(Port::protocol)
                    .compare(this, other);
        }

        boolean isOf(PortMapping mapping) {
            return mapping.target() == number && protocol(mapping).equals(protocol);
        }

        static String protocol(PortMapping mapping) {
            return mapping.protocol().isEmpty() ? TCP : mapping.protocol();
        }

        /** {@code 53/udp}; {@code 5432}. */
        @Override
        public String toString() {
            return number + (protocol.equals(TCP) ? "" : "/" + protocol);
        }
    }

    /** The ports in the container that others use: those of the catalog's interfaces, else those that are published. */
    List<Integer> ports() {
        return wanted().stream().map(Port::number).distinct().toList();
    }

    private Set<Port> wanted() {
        Set<Port> ports = new TreeSet<>();
        definition.map(ServiceDefinition::interfaces).orElse(List.of()).forEach(face -> ports.add(inside(face)));
        if (ports.isEmpty()) {
            published().forEach(mapping -> ports.add(new Port(mapping.target(), Port.protocol(mapping))));
        }
        return ports;
    }

    /** An interface that is not internal is named by the port of the host. */
    private Port inside(Interface face) {
        String protocol = CARRIERS.contains(face.protocol()) ? face.protocol() : TCP;
        return published().stream()
                .filter(mapping -> !face.internal()
                        && mapping.published().equals(String.valueOf(face.port()))
                        && Port.protocol(mapping).equals(protocol))
                .map(mapping -> new Port(mapping.target(), protocol))
                .findFirst()
                .orElse(new Port(face.port(), protocol));
    }

    private Collection<PortMapping> published() {
        return service.map(ComposeService::ports).orElse(List.of());
    }

    List<Obstacle> obstacles() {
        if (edge.bindsToContainer()) {
            return List.of(new Obstacle(
                    edge.from() + " shares the container of " + edge.to() + ", which runs on " + site.spoken(),
                    "give both the same `host`"));
        }
        List<Obstacle> obstacles = new ArrayList<>();
        Optional<String> address = site.host().flatMap(Host::address);
        if (address.isEmpty()) {
            obstacles.add(
                    new Obstacle(needs() + ", and no address is known at which others reach it", addressRemedy()));
        } else if (!IP_ADDRESS.matcher(address.get()).matches()) {
            obstacles.add(new Obstacle(
                    needs() + ", whose address " + address.get() + " is a name, which containers cannot be given",
                    "write its IP address under `address` at "
                            + site.host().orElseThrow().location()));
        }
        portObstacle(address).ifPresent(obstacles::add);
        return obstacles;
    }

    private String addressRemedy() {
        return site.host()
                .map(host -> "add `address: IP` to host " + host.name() + " at " + host.location())
                .orElse("name this machine: `homelab hosts add here unix:///var/run/docker.sock --address IP`");
    }

    private Optional<Obstacle> portObstacle(Optional<String> address) {
        Set<Port> ports = wanted();
        List<Port> missing =
                ports.stream().filter(port -> !isPublished(port, address)).toList();
        if (!ports.isEmpty() && missing.isEmpty()) {
            return Optional.empty();
        }
        String which = ports.isEmpty()
                ? "it publishes no port"
                : (missing.size() == 1 ? "port " : "ports ") + joined(missing) + (missing.size() == 1 ? " is" : " are")
                        + " not published for others there";
        String at = address.orElse("ADDRESS");
        String lines = missing.isEmpty()
                ? "`ports: [\"" + at + ":PORT:PORT\"]`"
                : missing.stream()
                        .map(port -> "\"" + (at.contains(":") ? "[" + at + "]" : at) + ":" + port.number() + ":" + port
                                + "\"")
                        .collect(Collectors.joining(", ", "`ports: [", "]`"));
        String place =
                service.map(found -> " to the service at " + found.location()).orElse("");
        return Optional.of(new Obstacle(
                needs() + ", and " + which,
                "add " + lines + place + ", keep others away from it by a firewall, and deploy it there first"));
    }

    private boolean isPublished(Port port, Optional<String> address) {
        return published().stream()
                .filter(mapping -> port.isOf(mapping) && mapping.published().equals(String.valueOf(port.number())))
                .anyMatch(mapping -> EVERYWHERE.contains(mapping.hostIp())
                        || address.filter(mapping.hostIp()::equals).isPresent());
    }

    private String needs() {
        return edge.from() + " on " + run + " needs " + edge.to() + " on " + site.spoken();
    }

    private static String joined(Collection<Port> ports) {
        return ports.stream().map(Port::toString).collect(Collectors.joining(", "));
    }
}
