package io.homelabhub.catalog;

import java.util.HashMap;
import java.util.Map;

/** What only one of them can have: a container's name, a port of the host, a name on the command line. */
final class ClashRules {
    private final ServiceCatalog catalog;
    private final Findings findings;
    private final Map<String, String> containers = new HashMap<>();
    private final Map<String, String> ports = new HashMap<>();

    ClashRules(ServiceCatalog catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    void check() {
        catalog.services().values().forEach(this::container);
        catalog.services().values().stream().filter(ServiceDefinition::enabled).forEach(this::ports);
        catalog.services().values().forEach(this::visibility);
        names();
    }

    private void container(ServiceDefinition service) {
        service.containerName().ifPresent(container -> {
            String first = containers.putIfAbsent(container, service.name());
            if (first != null) {
                findings.error(
                        containerPath(service),
                        "the container of %s is called \"%s\" too, at %s"
                                .formatted(first, container, findings.placeOf(CatalogPath.service(first))));
            }
        });
    }

    private String containerPath(ServiceDefinition service) {
        String path = CatalogPath.service(service.name(), ServiceFields.CONTAINER_NAME);
        return findings.places().containsKey(path) ? path : CatalogPath.service(service.name(), ServiceFields.NAME);
    }

    private void ports(ServiceDefinition service) {
        for (int i = 0; i < service.interfaces().size(); i++) {
            Interface face = service.interfaces().get(i);
            String first = face.internal() ? null : ports.putIfAbsent(face.hostPort(), service.name());
            if (first != null) {
                String whose = first.equals(service.name()) ? "another interface of it" : first;
                findings.warning(
                        "port-clash",
                        interfacePath(service, i),
                        "%s lists port %s of the host too, and only one of them can have it"
                                .formatted(whose, face.hostPort()),
                        "change one port, or set `enabled: false` on the service that you do not run");
            }
        }
    }

    private void visibility(ServiceDefinition service) {
        for (int i = 0; i < service.interfaces().size(); i++) {
            if (service.interfaces().get(i).internal()
                    && service.interfaces().get(i).isPublic()
                    && service.domains().isEmpty()) {
                findings.error(
                        interfacePath(service, i),
                        "an interface that is both internal and public is offered by a reverse proxy alone, and the service has no"
                                + " `domains`");
            }
        }
    }

    private static String interfacePath(ServiceDefinition service, int index) {
        return CatalogPath.item(CatalogPath.service(service.name(), ServiceFields.INTERFACES), index);
    }

    private void names() {
        for (String group : catalog.groups().keySet()) {
            if (catalog.services().containsKey(group)) {
                findings.warning(
                        "shadowed-name",
                        CatalogPath.key("groups", group),
                        "a service has this name, and commands take the service",
                        "rename the group");
            }
        }
        for (String pattern : catalog.patterns().keySet()) {
            if (catalog.services().containsKey(pattern) || catalog.groups().containsKey(pattern)) {
                findings.warning(
                        "shadowed-name",
                        CatalogPath.key("deployment_patterns", pattern),
                        "a service or group has this name, and commands take that one",
                        "rename the pattern");
            }
        }
        reserved("services", catalog.services());
        reserved("groups", catalog.groups());
    }

    private void reserved(String parent, Map<String, ?> names) {
        if (names.containsKey(ServiceSelector.ALL)) {
            findings.warning(
                    "shadowed-name",
                    CatalogPath.key(parent, ServiceSelector.ALL),
                    "commands take \"all\" for every service",
                    "rename it");
        }
    }
}
