package io.homelabhub.discovery;

import io.homelabhub.catalog.HealthCheckType;
import io.homelabhub.catalog.HealthEndpoint;
import io.homelabhub.catalog.Interface;
import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.compose.ComposeService;
import io.homelabhub.compose.PortMapping;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.definition.WebOffer;
import io.homelabhub.host.Host;
import io.homelabhub.placement.Obstacle;
import io.homelabhub.placement.Site;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds out where services answer: those of the host that is seen from by their names in its network, unless they are wanted from outside of
 * it; those of other hosts, and all of them then, at the address of their host and the port that is published there.
 */
final class RoutePlanner {
    private static final Pattern DOMAIN = Pattern.compile(
            "(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
    private static final Set<String> EVERYWHERE = Set.of("", "0.0.0.0", "::");

    private final ProjectDefinition definition;
    private final boolean outside;
    private final Map<String, String> addresses = new TreeMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Obstacle> obstacles = new ArrayList<>();

    /** @param outside whether what asks is in no network of the engine */
    RoutePlanner(ProjectDefinition definition, boolean outside) {
        this.definition = definition;
        this.outside = outside;
    }

    Routes routes() {
        definition.catalog().services().values().stream()
                .filter(ServiceDefinition::enabled)
                .forEach(this::add);
        return new Routes(definition.project(), definition.place().host(), entries, addresses, obstacles);
    }

    private void add(ServiceDefinition service) {
        Optional<Site> site = definition.placement().elsewhere(service.name());
        Optional<Host> host =
                site.isPresent() ? site.flatMap(Site::host) : definition.place().host();
        host.flatMap(Host::address).ifPresent(address -> addresses.put(service.name(), address));
        Optional<WebOffer> offer = WebOffer.of(definition, service);
        offer.ifPresent(any -> checkDomains(service));
        for (Interface face : service.interfaces()) {
            boolean offered = offer.filter(made -> made.face().equals(face)).isPresent();
            Optional<Place> place =
                    site.isEmpty() && !outside ? Optional.of(inNetwork(service, face)) : published(service, face, host);
            if (place.isPresent()) {
                entries.add(entry(service, face, host, place.get(), offered));
            } else if (offered) {
                obstacles.add(unpublished(service, face, host));
            }
        }
    }

    private record Place(String address, int port) {}

    private Place inNetwork(ServiceDefinition service, Interface face) {
        String container = definition.composeName(service.name());
        return new Place(container, WebOffer.inside(definition, container, face));
    }

    /** Of a host without an address only what is published on one address is known. */
    private Optional<Place> published(ServiceDefinition service, Interface face, Optional<Host> host) {
        int inside = inNetwork(service, face).port();
        String protocol = face.protocol().equals("udp") ? "udp" : "tcp";
        Optional<String> address = host.flatMap(Host::address);
        return ports(service).stream()
                .filter(mapping -> mapping.target() == inside
                        && mapping.protocol().equals(protocol)
                        && mapping.published().matches("\\d+"))
                .flatMap(mapping -> (EVERYWHERE.contains(mapping.hostIp())
                                ? address
                                : Optional.of(mapping.hostIp())
                                        .filter(ip -> !ip.startsWith("127.") && !ip.equals("::1")))
                        .map(at -> new Place(at, Integer.parseInt(mapping.published()))).stream())
                .findFirst();
    }

    private List<PortMapping> ports(ServiceDefinition service) {
        return Optional.ofNullable(definition.compose().services().get(definition.composeName(service.name())))
                .map(ComposeService::ports)
                .orElse(List.of());
    }

    private static Entry entry(
            ServiceDefinition service, Interface face, Optional<Host> host, Place place, boolean offered) {
        return new Entry(
                service.name(),
                service.group(),
                service.description(),
                offered ? service.domains().stream().distinct().toList() : List.of(),
                face.protocol(),
                host.map(Host::name),
                place.address(),
                place.port(),
                service.health().flatMap(health -> path(health, face)));
    }

    private static Optional<String> path(HealthEndpoint health, Interface face) {
        if (health.type() != HealthCheckType.HTTP && health.type() != HealthCheckType.HTTPS) {
            return Optional.empty();
        }
        URI asked = URI.create(health.target());
        int port = asked.getPort() >= 0 ? asked.getPort() : "https".equals(asked.getScheme()) ? 443 : 80;
        return Optional.ofNullable(asked.getRawPath())
                .filter(path -> port == face.port())
                .map(path -> path.isEmpty() ? "/" : path);
    }

    private Obstacle unpublished(ServiceDefinition service, Interface face, Optional<Host> host) {
        String place = host.map(Host::name).orElse("this machine");
        boolean known = host.flatMap(Host::address).isPresent();
        return new Obstacle(
                service.name() + " on " + place + " cannot be reached from outside: "
                        + (known ? "port " + face.port() + " is not published" : place + " has no address"),
                known
                        ? "publish it under `ports` of the service" + where(service)
                        : "give that host an `address` (`homelab hosts list`)");
    }

    private String where(ServiceDefinition service) {
        return Optional.ofNullable(definition.compose().services().get(definition.composeName(service.name())))
                .map(described -> " at " + described.location())
                .orElse("");
    }

    /** What would break a file of names, or slip a line into it. */
    static List<Obstacle> badDomains(List<Entry> entries) {
        return entries.stream()
                .flatMap(entry -> entry.domains().stream()
                        .filter(domain -> !DOMAIN.matcher(domain).matches())
                        .map(domain -> bad(domain, entry.service(), "")))
                .toList();
    }

    private static Obstacle bad(String domain, String service, String where) {
        return new Obstacle("domain \"" + domain + "\" of " + service + where + " is no name of a host", "correct it");
    }

    private void checkDomains(ServiceDefinition service) {
        for (String domain : service.domains()) {
            String where = " (" + definition.catalog().locationOf("services." + service.name() + ".domains") + ")";
            if (!DOMAIN.matcher(domain).matches()) {
                obstacles.add(bad(domain, service.name(), where));
            }
            String other = owners.putIfAbsent(domain.toLowerCase(Locale.ROOT), service.name());
            if (other != null && !other.equals(service.name())) {
                obstacles.add(new Obstacle(
                        "domain " + domain + " is that of " + other + " and of " + service.name() + where,
                        "give it to one of them"));
            }
        }
    }
}
