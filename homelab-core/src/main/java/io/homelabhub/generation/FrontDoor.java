package io.homelabhub.generation;

import io.homelabhub.catalog.Interface;
import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.compose.PortMapping;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.generation.values.ConfigList;
import io.homelabhub.generation.values.ConfigMap;
import io.homelabhub.generation.values.ConfigNode;
import io.homelabhub.generation.values.ConfigScalar;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a reverse proxy offers to the world: of each service that has domains in the catalog, its public interface that speaks HTTP. An
 * interface that is not public is in none of it.
 */
final class FrontDoor {
    /** The name by which templates see it. */
    static final String NAME = "sites";

    private static final Pattern MENTION = Pattern.compile("\\bsites\\b");
    private static final Set<String> HTTP = Set.of("http", "https", "ws", "wss", "h2c", "grpc");
    private static final String LOCAL = ".localhost";

    private final ProjectDefinition definition;
    private final SourceLocation origin;
    private final String host;

    /** @param file the catalog, for places */
    FrontDoor(ProjectDefinition definition, Path file, String host) {
        this.definition = definition;
        this.origin = SourceLocation.of(file);
        this.host = host;
    }

    static boolean isMentioned(String template) {
        return MENTION.matcher(template).find();
    }

    ConfigNode sites() {
        List<ConfigNode> sites = definition.catalog().services().values().stream()
                .filter(service -> !service.domains().isEmpty())
                .flatMap(service -> offered(service).map(port -> site(service, port)).stream())
                .toList();
        return new ConfigList(sites, origin);
    }

    private static Optional<Interface> offered(ServiceDefinition service) {
        return service.interfaces().stream()
                .filter(port -> port.isPublic() && HTTP.contains(port.protocol()))
                .findFirst();
    }

    private ConfigNode site(ServiceDefinition service, Interface port) {
        Map<String, ConfigNode> site = new LinkedHashMap<>();
        List<ConfigNode> domains = service.domains().stream()
                .map(name -> (ConfigNode) scalar(domain(name)))
                .toList();
        site.put("service", scalar(service.name()));
        site.put("description", scalar(service.description()));
        site.put("domains", new ConfigList(domains, origin));
        String upstream = definition.composeName(service.name());
        int inside = inside(upstream, port);
        site.put("upstream", scalar(upstream + ":" + inside));
        site.put("port", scalar((long) inside));
        site.put("protocol", scalar(port.protocol()));
        site.put("enabled", scalar(service.enabled()));
        return new ConfigMap(site, origin);
    }

    /** The catalog has the port of the host; other containers reach the one that it leads to. */
    private int inside(String service, Interface port) {
        String published = String.valueOf(port.port());
        return Stream.ofNullable(definition.compose().services().get(service))
                .filter(any -> !port.internal())
                .flatMap(found -> found.ports().stream())
                .filter(mapping -> mapping.published().equals(published))
                .map(PortMapping::target)
                .findFirst()
                .orElse(port.port());
    }

    private ConfigScalar scalar(Object value) {
        return new ConfigScalar(value, origin);
    }

    /** A name below {@code localhost} is that below the host for which is generated. */
    private String domain(String name) {
        return name.endsWith(LOCAL)
                ? name.substring(0, name.length() - LOCAL.length()) + "." + host.replaceFirst(":.*", "")
                : name;
    }
}
