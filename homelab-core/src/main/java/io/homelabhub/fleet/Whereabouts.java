package io.homelabhub.fleet;

import io.homelabhub.deployment.LookSites;
import io.homelabhub.engine.ObserveRequest;
import io.homelabhub.observed.ProjectContainers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which host is asked for which services by who only looks. What has left the files is looked for on all hosts; this machine can have some of that
 * though the files place nothing on it.
 */
final class Whereabouts {
    private final HostSessions sessions;
    private final LookSites sites;

    /** @param sessions with all hosts of {@code sites} */
    Whereabouts(HostSessions sessions, LookSites sites) {
        this.sessions = sessions;
        this.sites = sites;
    }

    /**
     * The names by the host that is asked for them, an empty list for all that a host has.
     *
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that neither the files nor any host knows
     */
    Map<String, List<String>> byHost() {
        return sites.isOfAll() ? all() : named();
    }

    private Map<String, List<String>> all() {
        Map<String, List<String>> all = new TreeMap<>();
        Set<String> hosts = sites.hosts().byHost().keySet();
        hosts.stream().filter(sites::isPlaced).forEach(host -> all.put(host, List.of()));
        Set<String> others =
                hosts.stream().filter(host -> !sites.isPlaced(host)).collect(Collectors.toSet());
        found(others).forEach((host, look) -> look.value()
                .filter(services -> !services.isEmpty())
                .ifPresent(services -> all.put(host, List.of())));
        return all;
    }

    private Map<String, List<String>> named() {
        Map<String, List<String>> named = new TreeMap<>();
        sites.hosts().byHost().forEach((host, services) -> named.put(host, new ArrayList<>(services)));
        Set<String> asked = sites.left().isEmpty() ? Set.of() : Set.copyOf(named.keySet());
        found(asked)
                .forEach((host, look) -> named.computeIfPresent(host, (any, services) -> {
                    services.addAll(left(host, look));
                    return services;
                }));
        named.values().removeIf(List::isEmpty);
        if (!sites.left().stream()
                .allMatch(name -> named.values().stream().anyMatch(services -> services.contains(name)))) {
            sites.requireKnown();
        }
        return named;
    }

    /** What a host has of what has left the files. One that should answer and does not may have all of it; who reads is told why. */
    private List<String> left(String host, HostLook<Set<String>> look) {
        return sites.left().stream()
                .filter(name ->
                        look.value().map(services -> services.contains(name)).orElseGet(() -> sites.isPlaced(host)))
                .toList();
    }

    private Map<String, HostLook<Set<String>>> found(Set<String> hosts) {
        String project = sites.hosts().project();
        return sessions.triedOn(hosts, one -> ProjectContainers.of(
                        project, one.open().engine().observe(ObserveRequest.listing(project)))
                .byService()
                .keySet());
    }
}
