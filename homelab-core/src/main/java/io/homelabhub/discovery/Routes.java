package io.homelabhub.discovery;

import io.homelabhub.host.Host;
import io.homelabhub.placement.Obstacle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where services answer, as seen from one host. The one model that every format is made of.
 *
 * @param project the Compose project
 * @param seenFrom the host, on which the proxy runs; empty if it has no name
 * @param entries in the order of the catalog
 * @param addresses the addresses of hosts by the services on them, as far as they are known
 * @param obstacles why services with domains cannot be offered from there
 */
public record Routes(
        String project,
        Optional<Host> seenFrom,
        List<Entry> entries,
        Map<String, String> addresses,
        List<Obstacle> obstacles) {
    public Routes {
        entries = List.copyOf(entries);
        addresses = new TreeMap<>(addresses);
        obstacles = List.copyOf(obstacles);
    }

    /** What a reverse proxy is to offer. */
    public List<Entry> offered() {
        return entries.stream().filter(Entry::isRoute).toList();
    }
}
