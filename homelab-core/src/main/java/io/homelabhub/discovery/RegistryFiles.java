package io.homelabhub.discovery;

import io.homelabhub.compose.render.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What watchers and registries of services read. */
final class RegistryFiles {
    private static final String INTERVAL = "10s";
    private static final String TIMEOUT = "3s";

    private RegistryFiles() {}

    /** A target for each interface that is not asked by UDP. */
    static String prometheus(Routes routes) {
        List<Object> groups = new ArrayList<>();
        for (Entry entry : routes.entries()) {
            if (entry.protocol().equals("udp")) {
                continue;
            }
            Map<String, Object> labels = new TreeMap<>();
            labels.put("project", routes.project());
            labels.put("service", entry.service());
            labels.put("protocol", entry.protocol());
            entry.group().ifPresent(group -> labels.put("group", group));
            entry.host().ifPresent(host -> labels.put("host", host));
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("targets", List.of(entry.target()));
            one.put("labels", labels);
            groups.add(one);
        }
        return JsonText.indented(groups) + "\n";
    }

    /**
     * Services of an agent. Each has a check, as one without is not seen to go; its id holds its host, so that one that moves is another
     * one, and never an old one with a new place.
     */
    static String consul(Routes routes) {
        List<Object> services = new ArrayList<>();
        Map<String, String> owners = new TreeMap<>();
        for (Entry entry : routes.entries()) {
            if (entry.protocol().equals("udp")) {
                continue; // no check of an agent's asks by it
            }
            String name = entry.service().replaceAll("[^A-Za-z0-9-]", "-");
            if (!owners.computeIfAbsent(name, any -> entry.service()).equals(entry.service())) {
                throw DiscoveryRefusedException.sameName(name, entry.service());
            }
            String id = routes.project() + "-" + entry.service() + "-"
                    + entry.host().orElse("here") + "-" + entry.port();
            Map<String, Object> meta = new TreeMap<>();
            meta.put("project", routes.project());
            entry.group().ifPresent(group -> meta.put("group", group));
            entry.host().ifPresent(host -> meta.put("host", host));
            Map<String, Object> service = new LinkedHashMap<>();
            service.put("id", id);
            service.put("name", name);
            service.put("address", entry.address());
            service.put("port", entry.port());
            service.put("tags", tags(routes, entry));
            service.put("meta", meta);
            service.put("checks", List.of(check(id, entry)));
            services.add(service);
        }
        return JsonText.indented(Map.of("services", services)) + "\n";
    }

    private static List<String> tags(Routes routes, Entry entry) {
        List<String> tags = new ArrayList<>(List.of(routes.project(), entry.protocol()));
        entry.domains().forEach(domain -> tags.add("domain=" + domain));
        return tags;
    }

    private static Map<String, Object> check(String id, Entry entry) {
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("id", id + "-check");
        check.put("name", "answers");
        if (entry.path().isPresent()
                && entry.protocol().equals("http")) { // the certificate of https may be for another name
            check.put("http", "http://" + entry.target() + entry.path().orElseThrow());
        } else {
            check.put("tcp", entry.target());
        }
        check.put("interval", INTERVAL);
        check.put("timeout", TIMEOUT);
        return check;
    }
}
