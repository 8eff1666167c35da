package io.homelabhub.discovery;

import io.homelabhub.compose.render.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What reverse proxies read. */
final class ProxyFiles {
    static final String HEAD = "# Made by `homelab discover` of the catalog; what is changed here is lost.\n";

    private ProxyFiles() {}

    /** A site for each service, as the Caddyfile has it that {@code homelab config generate} makes. */
    static String caddyfile(Routes routes) {
        return HEAD
                + routes.offered().stream()
                        .map(entry -> "\n# " + entry.service() + "\n" + String.join(", ", entry.domains())
                                + " {\n\treverse_proxy " + caddyUpstream(entry) + "\n}\n")
                        .collect(Collectors.joining());
    }

    private static String caddyUpstream(Entry entry) {
        return switch (entry.protocol()) {
            case "https", "wss" -> "https://" + entry.target();
            case "h2c", "grpc" -> "h2c://" + entry.target();
            default -> entry.target();
        };
    }

    /** Only keys that every version from 2.0 on knows: one that is unknown would hold back the whole provider. */
    static String traefik(Routes routes) {
        Map<String, Object> routers = new LinkedHashMap<>();
        Map<String, Object> services = new LinkedHashMap<>();
        for (Entry entry : routes.offered()) {
            String name = name(routes, entry);
            if (routers.put(name, Map.of("rule", rule(entry), "service", name)) != null) {
                throw DiscoveryRefusedException.sameName(name, entry.service());
            }
            services.put(name, Map.of("loadBalancer", Map.of("servers", List.of(Map.of("url", traefikUrl(entry))))));
        }
        Map<String, Object> http = new LinkedHashMap<>();
        http.put("routers", routers);
        http.put("services", services);
        return HEAD + YamlText.of(Map.of("http", http));
    }

    private static String name(Routes routes, Entry entry) {
        return (routes.project() + "-" + entry.service()).replaceAll("[^A-Za-z0-9-]", "-");
    }

    private static String rule(Entry entry) {
        return entry.domains().stream()
                .map(domain -> domain.startsWith("*.")
                        ? "HostRegexp(`^[a-zA-Z0-9-]+" + domain.substring(1).replace(".", "\\.") + "$`)"
                        : "Host(`" + domain + "`)")
                .collect(Collectors.joining(" || "));
    }

    private static String traefikUrl(Entry entry) {
        String scheme =
                switch (entry.protocol()) {
                    case "https", "wss" -> "https";
                    case "h2c", "grpc" -> "h2c";
                    default -> "http";
                };
        return scheme + "://" + entry.target();
    }
}
