package io.homelabhub.definition;

import io.homelabhub.catalog.Interface;
import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.compose.ComposeService;
import io.homelabhub.compose.PortMapping;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a service offers to the world through a reverse proxy: of one that has domains in the catalog, its first public interface that
 * speaks HTTP.
 *
 * @param service the service
 * @param face the interface
 * @param container by what name containers of its network know it
 * @param port at which they reach it
 */
public record WebOffer(ServiceDefinition service, Interface face, String container, int port) {
    private static final Set<String> HTTP = Set.of("http", "https", "ws", "wss", "h2c", "grpc");

    /** The offer of a service; empty if it makes none. */
    public static Optional<WebOffer> of(ProjectDefinition definition, ServiceDefinition service) {
        if (service.domains().isEmpty()) {
            return Optional.empty();
        }
        String container = definition.composeName(service.name());
        return service.interfaces().stream()
                .filter(face -> face.isPublic() && HTTP.contains(face.protocol()))
                .findFirst()
                .map(face -> new WebOffer(service, face, container, inside(definition, container, face)));
    }

    /** The port in the container of an interface: the catalog has the port of the host, unless the interface is internal. */
    public static int inside(ProjectDefinition definition, String container, Interface face) {
        String published = String.valueOf(face.port());
        return Stream.ofNullable(definition.compose().services().get(container))
                .filter(any -> !face.internal())
                .map(ComposeService::ports)
                .flatMap(ports ->
                        ports.stream().filter(mapping -> mapping.published().equals(published)))
                .map(PortMapping::target)
                .findFirst()
                .orElse(face.port());
    }
}
