package io.homelabhub.definition;

import io.homelabhub.catalog.HealthCheckType;
import io.homelabhub.catalog.HealthEndpoint;
import io.homelabhub.compose.ComposeService;
import io.homelabhub.compose.PortMapping;
import io.homelabhub.host.RunPlace;
import io.homelabhub.plan.Await.Endpoint;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where a catalog's endpoint is asked. One on {@code localhost} is meant as seen from the host that the service runs on; it follows the port that the Compose file publishes; a port that is
 * not published, or on no fixed port of the host, is asked for inside the container.
 */
final class EndpointAddress {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
    private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::");

    private final Endpoint.Type type;
    private final URI address;
    private final HealthEndpoint health;
    private final RunPlace run;

    private EndpointAddress(HealthEndpoint health, URI address, Endpoint.Type type, RunPlace run) {
        this.health = health;
        this.run = run;
        this.address = address;
        this.type = type;
    }

    /** What {@code health} comes to; empty if the container alone tells. */
    static Optional<Endpoint> asked(HealthEndpoint health, Optional<ComposeService> service, RunPlace run) {
        return switch (health.type()) {
            case HTTP, HTTPS, TCP -> Optional.of(of(health, service, run));
            case COMMAND -> Optional.of(new Endpoint(Endpoint.Type.COMMAND, health.target()));
            case PROCESS -> Optional.empty();
        };
    }

    /**
     * Where {@code health} is asked.
     *
     * @param health its type is HTTP, HTTPS or TCP
     * @param service the Compose service that answers; empty if none does
     * @param run which host the service runs on
     */
    static Endpoint of(HealthEndpoint health, Optional<ComposeService> service, RunPlace run) {
        boolean tcp = health.type() == HealthCheckType.TCP;
        Endpoint.Type type = tcp ? Endpoint.Type.TCP : Endpoint.Type.HTTP;
        EndpointAddress place =
                new EndpointAddress(health, URI.create(tcp ? "tcp://" + health.target() : health.target()), type, run);
        return service.filter(EndpointAddress::hasPortsOfItsOwn)
                .filter(any -> HERE.contains(String.valueOf(place.address.getHost())))
                .map(ComposeService::ports)
                .map(place::among)
                .orElseGet(place::unfollowed);
    }

    /** Of a service without ports of its own. {@code localhost} of another host is in its container. */
    private Endpoint unfollowed() {
        return run.isElsewhere() && HERE.contains(String.valueOf(address.getHost())) ? inside() : asWritten();
    }

    /** One that lives in a network of the host's, or of another container, has its ports there. */
    private static boolean hasPortsOfItsOwn(ComposeService service) {
        return service.canonical().get("network_mode") == null;
    }

    private Endpoint asWritten() {
        return new Endpoint(type, health.target());
    }

    private Endpoint among(List<PortMapping> ports) {
        String port = String.valueOf(port());
        return fixed(ports, mapping -> mapping.published().equals(port))
                .or(() -> fixed(ports, mapping -> mapping.target() == port()))
                .map(this::published)
                .orElseGet(this::inside);
    }

    private static Optional<PortMapping> fixed(List<PortMapping> ports, Predicate<PortMapping> wanted) {
        return ports.stream()
                .filter(mapping ->
                        mapping.protocol().equals("tcp") && mapping.published().matches("\\d+"))
                .filter(wanted)
                .findFirst();
    }

    private int port() {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equals(address.getScheme()) ? 443 : 80;
    }

    private Endpoint published(PortMapping mapping) {
        if (run.isElsewhere()) {
            return publishedElsewhere(mapping);
        }
        String host = EVERYWHERE.contains(mapping.hostIp()) ? address.getHost() : bracketed(mapping.hostIp());
        boolean asWritten = mapping.published().equals(String.valueOf(port()))
                && (host.equals(address.getHost()) || HERE.contains(host));
        return asWritten ? asWritten() : at(host + ":" + mapping.published());
    }

    private Endpoint publishedElsewhere(PortMapping mapping) {
        Optional<String> there = EVERYWHERE.contains(mapping.hostIp())
                ? run.reachedAt()
                : Optional.of(mapping.hostIp()).filter(ip -> !HERE.contains(ip) && !ip.startsWith("127."));
        return there.map(host -> at(bracketed(host) + ":" + mapping.published()))
                .orElseGet(this::inside);
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private Endpoint at(String authority) {
        return new Endpoint(
                type, type == Endpoint.Type.TCP ? authority : address.getScheme() + "://" + authority + rest());
    }

    private String rest() {
        String query = address.getRawQuery();
        return address.getRawPath() + (query == null ? "" : "?" + query);
    }

    /** Busybox, GNU and curl's own, whichever the image has. */
    private Endpoint inside() {
        String url = health.target().replace("'", "%27");
        String command = type == Endpoint.Type.TCP
                ? "nc -w 3 127.0.0.1 " + port() + " </dev/null"
                : "wget -q -O /dev/null '" + url + "' || curl -fsS -o /dev/null '" + url + "'";
        return new Endpoint(Endpoint.Type.COMMAND, command);
    }
}
