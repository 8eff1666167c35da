package io.homelabhub.planning;

import java.util.Map;
import java.util.Set;

/**
 * What is started, stopped or restarted.
 *
 * @param lifecycle what is done
 * @param services by their Compose names; each is a vertex of the graph
 * @param waits of the services that are described; the others are waited for as usual
 */
public record LifecycleOptions(Lifecycle lifecycle, Set<String> services, Map<String, ServiceWait> waits) {
    public LifecycleOptions {
        services = Set.copyOf(services);
        waits = Map.copyOf(waits);
    }
}
