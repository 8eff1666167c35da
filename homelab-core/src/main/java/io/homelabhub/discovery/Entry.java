package io.homelabhub.discovery;

import java.util.List;
import java.util.Optional;

/**
 * A place at which an enabled service answers.
 *
 * @param service its name in the catalog
 * @param group its main group; empty if it has none
 * @param description one line for people; empty if the catalog has none
 * @param domains the names that lead there from outside; none unless a reverse proxy is to offer it
 * @param protocol in lower case, as {@code http}
 * @param host the host that it runs on; empty if that has no name
 * @param address a name or an address
 * @param port 1 to 65535
 * @param path what is asked by HTTP whether it is well; empty if nothing is known
 */
public record Entry(
        String service,
        Optional<String> group,
        String description,
        List<String> domains,
        String protocol,
        Optional<String> host,
        String address,
        int port,
        Optional<String> path) {
    public Entry {
        domains = List.copyOf(domains);
    }

    /** {@code 10.0.0.2:8080}. */
    public String target() {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }

    /** Whether a reverse proxy is to offer it. */
    public boolean isRoute() {
        return !domains.isEmpty();
    }
}
