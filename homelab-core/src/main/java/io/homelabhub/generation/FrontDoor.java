package io.homelabhub.generation;

import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.definition.WebOffer;
import io.homelabhub.generation.values.ConfigList;
import io.homelabhub.generation.values.ConfigMap;
import io.homelabhub.generation.values.ConfigNode;
import io.homelabhub.generation.values.ConfigScalar;
import io.homelabhub.problem.SourceLocation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a reverse proxy offers to the world: of each service that has domains in the catalog, its public interface that speaks HTTP. An
 * interface that is not public is in none of it.
 */
final class FrontDoor {
    /** The name by which templates see it. */
    static final String NAME = "sites";

    private static final Pattern MENTION = Pattern.compile("\\bsites\\b");
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
                .flatMap(service -> WebOffer.of(definition, service).stream())
                .map(this::site)
                .toList();
        return new ConfigList(sites, origin);
    }

    private ConfigNode site(WebOffer offer) {
        ServiceDefinition service = offer.service();
        Map<String, ConfigNode> site = new LinkedHashMap<>();
        List<ConfigNode> domains = service.domains().stream()
                .map(name -> (ConfigNode) scalar(domain(name)))
                .toList();
        site.put("service", scalar(service.name()));
        site.put("description", scalar(service.description()));
        site.put("domains", new ConfigList(domains, origin));
        site.put("upstream", scalar(offer.container() + ":" + offer.port()));
        site.put("port", scalar((long) offer.port()));
        site.put("protocol", scalar(offer.face().protocol()));
        site.put("enabled", scalar(service.enabled()));
        return new ConfigMap(site, origin);
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
