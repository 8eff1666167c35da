package io.homelabhub.planning;

import io.homelabhub.desired.DesiredService;
import io.homelabhub.desired.ServiceHooks;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an undeploy takes away.
 *
 * @param services the services whose containers go
 * @param onlyDown whether containers that are up stay, and networks with them
 * @param volumes the engine's names of volumes that go with them, and the data in them; none unless named
 * @param images which images go that nothing else uses
 * @param removeOrphans whether containers of services that nothing describes any more go too
 * @param jobsHistory whether the containers go in which jobs ran, if the whole project does
 * @param stopTimeout how long containers get to end; empty for what each says itself
 * @param described the project's services as the files have them, by their Compose names
 * @param elsewhere what other hosts have of the project
 */
public record RemovalOptions(
        Set<String> services,
        boolean onlyDown,
        Set<String> volumes,
        RemovedImages images,
        boolean removeOrphans,
        boolean jobsHistory,
        Optional<Duration> stopTimeout,
        Map<String, DesiredService> described,
        ProjectElsewhere elsewhere) {
    public RemovalOptions {
        services = Set.copyOf(services);
        volumes = Set.copyOf(volumes);
        described = Map.copyOf(described);
    }

    /** The containers of these services, and nothing else. */
    public static RemovalOptions of(Set<String> services) {
        return new RemovalOptions(
                services,
                false,
                Set.of(),
                RemovedImages.NONE,
                false,
                false,
                Optional.empty(),
                Map.of(),
                ProjectElsewhere.NONE);
    }

    /** What is run around the life of the services' containers, by their Compose names. */
    Map<String, ServiceHooks> hooks() {
        Map<String, ServiceHooks> hooks = new TreeMap<>();
        described.forEach((name, service) -> hooks.put(name, service.hooks()));
        return hooks;
    }
}
