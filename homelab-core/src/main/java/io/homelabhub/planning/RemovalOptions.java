package io.homelabhub.planning;

import java.util.Set;

/**
 * What an undeploy takes away.
 *
 * @param services the services whose containers go
 * @param volumes the engine's names of volumes that go with them, and the data in them; none unless named
 * @param removeOrphans whether containers of services that nothing describes any more go too
 */
public record RemovalOptions(Set<String> services, Set<String> volumes, boolean removeOrphans) {
    public RemovalOptions {
        services = Set.copyOf(services);
        volumes = Set.copyOf(volumes);
    }
}
