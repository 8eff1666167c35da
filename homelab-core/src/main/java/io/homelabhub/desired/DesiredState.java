package io.homelabhub.desired;

import io.homelabhub.resource.ComposeDialect;
import io.homelabhub.resource.ResourceId;
import io.homelabhub.secret.SecretMask;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

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
 * @param dialects what labels hold in each dialect of Docker Compose
 * @param jobs those whose images are to be there, too; their networks and volumes are among the others
 */
public record DesiredState(
        String project,
        List<DesiredNetwork> networks,
        List<DesiredVolume> volumes,
        List<DesiredService> services,
        Set<String> described,
        SecretMask mask,
        List<ApiNeed> apiNeeds,
        Dialects dialects,
        List<DesiredJob> jobs) {
    public DesiredState {
        networks = List.copyOf(networks);
        volumes = List.copyOf(volumes);
        services = List.copyOf(services);
        described = Collections.unmodifiableSet(new TreeSet<>(described));
        apiNeeds = List.copyOf(apiNeeds);
        jobs = List.copyOf(jobs);
    }

    /** What every engine understands, and every Docker Compose writes down alike. */
    public DesiredState(
            String project,
            List<DesiredNetwork> networks,
            List<DesiredVolume> volumes,
            List<DesiredService> services,
            Set<String> described,
            SecretMask mask) {
        this(project, networks, volumes, services, described, mask, List.of(), Dialects.NONE);
    }

    /** Without jobs. */
    public DesiredState(
            String project,
            List<DesiredNetwork> networks,
            List<DesiredVolume> volumes,
            List<DesiredService> services,
            Set<String> described,
            SecretMask mask,
            List<ApiNeed> apiNeeds,
            Dialects dialects) {
        this(project, networks, volumes, services, described, mask, apiNeeds, dialects, List.of());
    }

    /** The same, where these services have to have stayed up for so long before a deploy may end, unless they say how long. */
    public DesiredState settling(Map<String, Duration> within) {
        return new DesiredState(
                project,
                networks,
                volumes,
                services.stream()
                        .map(service -> service.settling(Optional.ofNullable(within.get(service.name()))))
                        .toList(),
                described,
                mask,
                apiNeeds,
                dialects,
                jobs);
    }

    /** The same with another service in the place of {@code name}. */
    public DesiredState replacing(String name, UnaryOperator<DesiredService> change) {
        return new DesiredState(
                project,
                networks,
                volumes,
                services.stream()
                        .map(service -> service.name().equals(name) ? change.apply(service) : service)
                        .toList(),
                described,
                mask,
                apiNeeds,
                dialects,
                jobs);
    }

    /** The same, of which {@code mask} hides the secrets. */
    public DesiredState withMask(SecretMask mask) {
        return new DesiredState(project, networks, volumes, services, described, mask, apiNeeds, dialects, jobs);
    }

    /** The same, with the labels that {@code dialect} writes. */
    public DesiredState in(ComposeDialect dialect) {
        return new DesiredState(
                project,
                networks.stream()
                        .map(network -> network.withLabels(dialects.in(
                                dialect,
                                ResourceId.network(network.spec().name()),
                                network.spec().labels())))
                        .toList(),
                volumes.stream()
                        .map(volume -> volume.withLabels(dialects.in(
                                dialect,
                                ResourceId.volume(volume.spec().name()),
                                volume.spec().labels())))
                        .toList(),
                services.stream().map(service -> in(dialect, service)).toList(),
                described,
                mask,
                apiNeeds,
                dialects,
                jobs);
    }

    private DesiredService in(ComposeDialect dialect, DesiredService service) {
        ResourceId resource = ResourceId.service(service.name());
        return service.withContainers(service.containers().stream()
                .map(container -> container.withLabels(dialects.in(dialect, resource, container.labels())))
                .toList());
    }
}
