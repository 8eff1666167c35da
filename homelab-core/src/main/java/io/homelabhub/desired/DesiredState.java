package io.homelabhub.desired;

import io.homelabhub.secret.SecretMask;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What shall be there after a deploy.
 *
 * @param project the Compose project
 * @param networks those that the services are attached to, by name
 * @param volumes those that the services mount, by name
 * @param services those that were asked for and what they need, each after what it waits for
 * @param described the names of all services that the project's files describe, asked for or not: a container of any
 *     other is an orphan
 * @param mask knows the project's secrets
 * @param apiNeeds the keys of these services and networks that not every engine understands
 */
public record DesiredState(
        String project,
        List<DesiredNetwork> networks,
        List<DesiredVolume> volumes,
        List<DesiredService> services,
        Set<String> described,
        SecretMask mask,
        List<ApiNeed> apiNeeds) {
    public DesiredState {
        networks = List.copyOf(networks);
        volumes = List.copyOf(volumes);
        services = List.copyOf(services);
        described = Collections.unmodifiableSet(new TreeSet<>(described));
        apiNeeds = List.copyOf(apiNeeds);
    }

    /** What every engine understands. */
    public DesiredState(
            String project,
            List<DesiredNetwork> networks,
            List<DesiredVolume> volumes,
            List<DesiredService> services,
            Set<String> described,
            SecretMask mask) {
        this(project, networks, volumes, services, described, mask, List.of());
    }
}
