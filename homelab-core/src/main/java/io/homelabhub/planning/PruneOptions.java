package io.homelabhub.planning;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a project is wanted, so that the rest can go.
 *
 * @param services the Compose services that are described, disabled ones included
 * @param networks the engine's names of the networks that are described
 * @param described the engine's names of the volumes that are described
 * @param images the ids of images that builds of the project have left without a name
 * @param volumes the engine's names of volumes that go, and the data in them
 */
public record PruneOptions(
        Set<String> services, Set<String> networks, Set<String> described, Set<String> images, Set<String> volumes) {
    public PruneOptions {
        services = Set.copyOf(services);
        networks = Set.copyOf(networks);
        described = Set.copyOf(described);
        images = Collections.unmodifiableSet(new TreeSet<>(images));
        volumes = Collections.unmodifiableSet(new TreeSet<>(volumes));
    }
}
